using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace InspectorHub.Completion;

/// <summary>Offers nothing: without it, the engine offers the files of the folder for any text.</summary>
public sealed class FreeTextCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
