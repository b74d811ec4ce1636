using System.Diagnostics;

namespace InspectorHub.Proofs.Speed;

/// <summary>An emulator in a process of its own, so that its work counts for nobody.</summary>
internal sealed class HubProcess(Process process, string[] where) : IDisposable
{
    private readonly HttpClient control = new();

    public string EndpointUrl => where[0];

    public string AccessKey => where[1];

    public string SecretKey => where[2];

    public static async Task<HubProcess> StartAsync()
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(HubProcess).Assembly.Location,
            "emulate"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new HubProcess(process, (await process.StandardOutput.ReadLineAsync())!.Split(' '));
    }

    /// <summary>Has it forget its findings; it stays as warm as it is.</summary>
    public async Task EmptyAsync()
    {
        using var reply = await control.PostAsync(new Uri($"{EndpointUrl}/_emulator/reset"), content: null);
        reply.EnsureSuccessStatusCode();
    }

    public void Dispose()
    {
        control.Dispose();
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }
}
