using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using InspectorHub.Outbox;

namespace InspectorHub.Completion;

/// <summary>Offers the Ids of findings that wait, or were refused, in the outbox that is named.</summary>
public sealed class OutboxIdCompleter : IArgumentCompleter
{
    private const int Offered = 100;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        var path = fakeBoundParameters["OutboxPath"]?.ToString() ?? FindingOutbox.DefaultPath;
        try
        {
            if (!File.Exists(path)) return [];
            using var outbox = new OutboxView(path);
            var filter = new OutboxFilter { IdPatterns = [WildcardPattern.Escape(word) + "*"] };
            return [.. outbox.Read(filter).Take(Offered).Select(
                item => new CompletionResult(
                    $"'{CodeGeneration.EscapeSingleQuotedStringContent(item.Id)}'", item.Id, CompletionResultType.ParameterValue,
                    $"{item.State}: {item.Finding.Title ?? item.Id}"))];
        }
        catch (OutboxException)
        {
            // The cmdlet itself says what is wrong with it.
            return [];
        }
    }
}
