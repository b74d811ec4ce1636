using System.Globalization;
using System.Management.Automation;
using System.Xml.Linq;

namespace InspectorHub.Help;

/// <summary>The parameters of one cmdlet as elements of its help.</summary>
internal sealed class MamlParameters(CmdletInfo cmdlet, Func<string, IReadOnlyList<string>> words)
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>As the syntax shows it: a switch has no value.</summary>
    public XElement InSyntax(CommandParameterInfo parameter) =>
        Element(parameter, parameter.ParameterType == typeof(SwitchParameter) ? [] : Value(parameter));

    /// <summary>As the list of parameters shows it.</summary>
    public XElement InFull(CommandParameterInfo parameter) => Element(parameter, [
        .. Value(parameter),
        new XElement(Dev + "type", new XElement(Maml + "name", Name(parameter.ParameterType)), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", ParameterFacts.Default(cmdlet, parameter.Name)),
    ]);

    private XElement Element(CommandParameterInfo parameter, IEnumerable<XElement> value) => new(
        Command + "parameter",
        new XAttribute("required", parameter.IsMandatory ? "true" : "false"),
        new XAttribute("variableLength", parameter.ParameterType.IsArray ? "true" : "false"),
        new XAttribute("globbing", parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any() ? "true" : "false"),
        new XAttribute("pipelineInput", Pipeline(parameter)),
        new XAttribute("position", parameter.Position < 0 ? "named" : parameter.Position.ToString(CultureInfo.InvariantCulture)),
        new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
        new XElement(Maml + "name", parameter.Name),
        MamlHelp.Described(Maml + "description", words(parameter.Name)),
        value);

    private static IEnumerable<XElement> Value(CommandParameterInfo parameter)
    {
        var choices = parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault()?.ValidValues;
        if (choices is not null)
            yield return new XElement(Command + "parameterValueGroup", choices.Select(choice => Value(choice, required: false)));
        yield return Value(Name(parameter.ParameterType), required: parameter.ParameterType != typeof(SwitchParameter));
    }

    private static XElement Value(string text, bool required) => new(
        Command + "parameterValue", new XAttribute("required", required ? "true" : "false"),
        new XAttribute("variableLength", "false"), text);

    private static string Pipeline(CommandParameterInfo parameter) =>
        (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static string Name(Type type) =>
        type.IsArray ? Name(type.GetElementType()!) + "[]"
        : Nullable.GetUnderlyingType(type) is { } inner ? Name(inner)
        : type == typeof(SwitchParameter) ? "SwitchParameter"
        : type.Name;
}
