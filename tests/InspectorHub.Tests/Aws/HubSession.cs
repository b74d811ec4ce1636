namespace InspectorHub.Tests.Aws;

/// <summary>A session of the module with an emulator running in it, as <c>$hub</c>.</summary>
public sealed class HubSession : IDisposable
{
    private readonly ModuleSession session = new();

    /// <summary>Starts the emulator.</summary>
    /// <param name="parameters">More parameters of Start-InspectorHubEmulator.</param>
    public HubSession(string parameters = "") => session.Run($"$hub = Start-InspectorHubEmulator -Region eu-central-1 {parameters}");

    public SessionResult Run(string script, params object?[] arguments) => session.Run(script, arguments);

    public void Dispose()
    {
        session.Run("Stop-InspectorHubEmulator $hub");
        session.Dispose();
    }
}
