using System.Globalization;
using System.Management.Automation.Host;

namespace InspectorHub.Shell;

/// <summary>The host a script sees: a plain console, no prompts.</summary>
internal sealed class ShellHost : PSHost
{
    private readonly ConsoleUserInterface ui = new();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => "InspectorHub Shell";

    public override PSHostUserInterface UI => ui;

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version ?? new Version(0, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException("This shell runs scripts; it has no prompt.");

    public override void ExitNestedPrompt()
    {
    }

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
