using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using InspectorHub.Input;

namespace InspectorHub.Completion;

/// <summary>Offers the emulators that run in this session: the variables they are in.</summary>
public sealed class EmulatorCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        return [.. shell.AddCommand("Get-Variable").Invoke<PSVariable>()
            .Where(variable => variable.Value.Unwrapped() is RunningEmulator { IsRunning: true })
            .Select(variable => new CompletionResult(
                $"${variable.Name}", variable.Name, CompletionResultType.Variable, $"{variable.Value}"))
            .Where(offer => offer.CompletionText.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))];
    }
}
