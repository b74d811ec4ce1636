using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace InspectorHub.Help;

/// <summary>What a cmdlet says of one of its parameters.</summary>
internal sealed class ParameterFacts(CmdletInfo cmdlet, string name)
{
    private readonly ParameterMetadata parameter = cmdlet.Parameters[name];

    /// <summary>The default as a reader understands it: a value, or None where there is no value or no limit.</summary>
    public static string Default(CmdletInfo cmdlet, string name)
    {
        var property = cmdlet.ImplementingType.GetProperty(name);
        // -WhatIf and -Confirm are the engine's.
        if (property is null) return "False";
        return Text(property.GetValue(Activator.CreateInstance(cmdlet.ImplementingType)));
    }

    /// <summary>The lines of the YAML block that PlatyPS puts under a parameter.</summary>
    public IEnumerable<string> Yaml()
    {
        yield return $"Type: {TypeName(parameter.ParameterType)}";
        yield return $"DefaultValue: {Quoted(Default(cmdlet, name))}";
        yield return $"SupportsWildcards: {Lower(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any())}";
        foreach (var line in List("Aliases", parameter.Aliases)) yield return line;
        yield return "ParameterSets:";
        foreach (var (set, facts) in parameter.ParameterSets)
        {
            yield return $"- Name: {(set == ParameterAttribute.AllParameterSets ? "(All)" : set)}";
            yield return $"  Position: {(facts.Position < 0 ? "Named" : facts.Position.ToString(CultureInfo.InvariantCulture))}";
            yield return $"  IsRequired: {Lower(facts.IsMandatory)}";
            yield return $"  ValueFromPipeline: {Lower(facts.ValueFromPipeline)}";
            yield return $"  ValueFromPipelineByPropertyName: {Lower(facts.ValueFromPipelineByPropertyName)}";
            yield return $"  ValueFromRemainingArguments: {Lower(facts.ValueFromRemainingArguments)}";
        }

        yield return "DontShow: false";
        foreach (var line in List("AcceptedValues", Values())) yield return line;
        yield return "HelpMessage: ''";
    }

    private IEnumerable<string> Values() =>
        parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault()?.ValidValues
        ?? (Inner(parameter.ParameterType) is { IsEnum: true } type ? Enum.GetNames(type) : []);

    private static Type Inner(Type type)
    {
        var item = type.IsArray ? type.GetElementType()! : type;
        return Nullable.GetUnderlyingType(item) ?? item;
    }

    private static string TypeName(Type type) => type.IsArray ? $"{TypeName(type.GetElementType()!)}[]" : Inner(type).FullName!;

    private static IEnumerable<string> List(string title, IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 0 ? [$"{title}: []"] : [$"{title}:", .. all.Select(item => $"- {item}")];
    }

    private static string Text(object? value) => value switch
    {
        null or "" or int.MaxValue or long.MaxValue => "None",
        TimeSpan span when span == TimeSpan.MaxValue => "None",
        SwitchParameter => "False",
        string text => text,
        IEnumerable several => several.Cast<object>().Select(Text).ToList() is { Count: > 0 } items ? string.Join(", ", items) : "None",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        // What has no words of its own would only tell the name of its type.
        _ => value.ToString() is { } words && words != value.GetType().ToString() ? words : "None",
    };

    // A colon or a brace would make YAML read something else into it.
    private static string Quoted(string text) => text.IndexOfAny([':', '{', '}', '[', ']', '#', '*', '&', '\'', '"', '%', '@']) < 0 ? text
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Lower(bool value) => value ? "true" : "false";
}
