using System.Management.Automation;
using System.Xml.Linq;

namespace InspectorHub.Help;

/// <summary>
/// The help file of a binary module: words from the pages, everything else from the cmdlets. Format: PowerShell's MAML, schema of command
/// help 1.10.0.
/// </summary>
internal sealed class MamlHelp(string? projectUri)
{
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";
    private static readonly HashSet<string> Common = new(Cmdlet.CommonParameters, StringComparer.OrdinalIgnoreCase);

    private readonly XElement root = new(
        XNamespace.Get("http://msh") + "helpItems",
        new XAttribute("schema", "maml"),
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev));

    public void Add(CmdletInfo cmdlet, HelpPage page, IReadOnlyDictionary<string, IReadOnlyList<string>> shared)
    {
        var parameters =
            new MamlParameters(cmdlet, name => page.Parameters.GetValueOrDefault(name) ?? shared.GetValueOrDefault(name) ?? []);
        root.Add(new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                new XElement(Command + "verb", cmdlet.Verb),
                new XElement(Command + "noun", cmdlet.Noun),
                Described(Maml + "description", page.Synopsis)),
            Described(Maml + "description", page.Description),
            new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => new XElement(
                Command + "syntaxItem",
                new XElement(Maml + "name", cmdlet.Name),
                Own(set.Parameters).Select(parameters.InSyntax)))),
            new XElement(
                Command + "parameters", Own(cmdlet.ParameterSets.SelectMany(set => set.Parameters).DistinctBy(parameter => parameter.Name))
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(parameters.InFull)),
            new XElement(Command + "inputTypes", page.Inputs.Select(input => Typed(Command + "inputType", input))),
            new XElement(Command + "returnValues", page.Outputs.Select(output => Typed(Command + "returnValue", output))),
            new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes))),
            new XElement(Command + "examples", page.Examples.Select((example, index) => new XElement(
                Command + "example",
                // Get-Help shows the examples below NOTES without a heading: the dashes set them apart, the empty line the next one.
                new XElement(Maml + "title", $"--------- Example {index + 1}: {example.Title} ---------"),
                new XElement(Dev + "code", example.Code),
                new XElement(Dev + "remarks", Paragraphs([.. example.Remarks, ""]))))),
            new XElement(Command + "relatedLinks", Links(page))));
    }

    public void Save(string path) => new XDocument(new XDeclaration("1.0", "utf-8", null), root).Save(path);

    public static XElement Described(XName name, IEnumerable<string> paragraphs) => new(name, Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> paragraphs) =>
        paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph));

    private static IEnumerable<CommandParameterInfo> Own(IEnumerable<CommandParameterInfo> parameters) =>
        parameters.Where(parameter => !Common.Contains(parameter.Name));

    private static XElement Typed(XName name, HelpSection section) => new(
        name,
        new XElement(Dev + "type", new XElement(Maml + "name", section.Title)),
        Described(Maml + "description", section.Paragraphs));

    private IEnumerable<XElement> Links(HelpPage page)
    {
        // Get-Help -Online opens the first link that has an address.
        if (projectUri is not null) yield return Link("Online Version:", $"{projectUri}/blob/main/docs/en-US/{page.Name}.md");
        foreach (var link in page.RelatedLinks) yield return Link(link.Text, link.Uri ?? "");
    }

    private static XElement Link(string text, string uri) => new(
        Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri", uri));
}
