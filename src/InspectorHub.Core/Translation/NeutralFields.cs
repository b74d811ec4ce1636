using System.Globalization;
using InspectorHub.Asff;

namespace InspectorHub.Translation;

/// <summary>Product fields in their order; absent values are left out.</summary>
/// <param name="capacity">How many there will be, about.</param>
internal sealed class NeutralFields(int capacity = 8)
{
    private NeutralField[] fields = new NeutralField[capacity];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them.</summary>
    public ReadOnlySpan<NeutralField> All => fields.AsSpan(0, Count);

    public void Add(string name, string? value, string within = "") => Add(NeutralFieldKind.OfInspector, name, value, within);

    public void Add(string name, long? value, string within = "") => Add(name, value?.ToString(CultureInfo.InvariantCulture), within);

    public void Add(string name, DateTimeOffset? value, string within = "") =>
        Add(name, value is { } date ? AsffTime.Seconds(date) : null, within);

    public void Add(string name, List<string>? values, string within = "") => Add(name, Joined(values), within);

    /// <summary>Adds a field, unless it has no value.</summary>
    /// <param name="kind">Where its key stands in the two forms.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, if it has one.</param>
    /// <param name="within">What its name has before it; put together only where there is a value.</param>
    public void Add(NeutralFieldKind kind, string name, string? value, string within = "")
    {
        if (value is null || AsffText.IsBlank(value)) return;
        if (Count == fields.Length) Array.Resize(ref fields, 2 * Count);
        fields[Count++] = new NeutralField(kind, within.Length == 0 ? name : FieldNames.Join(within, name), value);
    }

    public static string? Joined(List<string>? values) => values is { Count: > 0 } ? string.Join(",", values) : null;
}
