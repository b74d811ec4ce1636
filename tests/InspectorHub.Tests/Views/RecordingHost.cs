using System.Globalization;
using System.Management.Automation.Host;

namespace InspectorHub.Tests.Views;

/// <summary>A host that keeps what a console would show.</summary>
internal sealed class RecordingHost(bool ansi) : PSHost
{
    private readonly RecordingUserInterface ui = new(ansi);

    public string Text => ui.Text;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.GetCultureInfo("en-US");

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "Recording";

    public override PSHostUserInterface UI => ui;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
