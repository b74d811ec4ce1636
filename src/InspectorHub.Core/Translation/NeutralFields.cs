using System.Globalization;
using InspectorHub.Asff;

namespace InspectorHub.Translation;

/// <summary>Adds product fields; absent values are left out.</summary>
internal static class NeutralFields
{
    public static void Add(this List<NeutralField> fields, string name, string? value) =>
        fields.Add(NeutralFieldKind.OfInspector, name, value);

    public static void Add(this List<NeutralField> fields, string name, long? value) =>
        fields.Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public static void Add(this List<NeutralField> fields, string name, DateTimeOffset? value) =>
        fields.Add(name, value is { } date ? AsffTime.Seconds(date) : null);

    public static void Add(this List<NeutralField> fields, string name, List<string>? values) => fields.Add(name, Joined(values));

    public static void Add(this List<NeutralField> fields, NeutralFieldKind kind, string name, string? value)
    {
        if (value is not null && !AsffText.IsBlank(value)) fields.Add(new NeutralField(kind, name, value));
    }

    public static string? Joined(List<string>? values) => values is { Count: > 0 } ? string.Join(",", values) : null;
}
