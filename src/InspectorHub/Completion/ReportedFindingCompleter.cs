using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using InspectorHub.Input;

namespace InspectorHub.Completion;

/// <summary>Offers ARNs of the findings that an emulator's Inspector reports: open ones to close, closed ones to reopen.</summary>
public sealed class ReportedFindingCompleter : IArgumentCompleter
{
    private const int Offered = 100;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        var status = parameterName switch { "Close" => "ACTIVE", "Reopen" => "CLOSED", _ => null };
        return [.. Emulators(fakeBoundParameters["InputObject"])
            .SelectMany(emulator => emulator.Inspector.Arns(status))
            .Where(arn => arn.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Take(Offered)
            .Select(arn => new CompletionResult(
                $"'{CodeGeneration.EscapeSingleQuotedStringContent(arn)}'", arn, CompletionResultType.ParameterValue, arn))];
    }

    private static IEnumerable<RunningEmulator> Emulators(object? given) =>
        given.Unwrapped() is RunningEmulator { IsRunning: true } one ? [one] : RunningEmulators.All;
}
