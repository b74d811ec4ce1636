using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace InspectorHub.Completion;

/// <summary>Offers names out of a list that is not closed: what is not in it may be given all the same.</summary>
public abstract class ListCompleter : IArgumentCompleter
{
    private protected abstract IEnumerable<string> Names { get; }

    /// <summary>The names beside what has been typed for other parameters.</summary>
    private protected virtual IEnumerable<string> NamesBeside(IDictionary given) => Names;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = wordToComplete.Trim('\'', '"');
        return NamesBeside(fakeBoundParameters).Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)).Select(
            name => new CompletionResult(Quoted(name), name, CompletionResultType.ParameterValue, name));
    }

    private static string Quoted(string name) =>
        name.Any(character => char.IsWhiteSpace(character) || character is '\'' or ',' or ';' or '(' or ')')
            ? $"'{name.Replace("'", "''")}'"
            : name;
}
