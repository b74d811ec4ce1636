using System.Globalization;
using InspectorHub.Asff;

namespace InspectorHub.Translation;

/// <summary>Product fields in their order; absent values are left out.</summary>
/// <param name="capacity">How many there will be, about.</param>
internal sealed class NeutralFields(int capacity = 16)
{
    private NeutralField[] fields = new NeutralField[capacity];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them.</summary>
    public ReadOnlySpan<NeutralField> All => fields.AsSpan(0, Count);

    public void Add(string name, string? value) => Add(NeutralFieldKind.OfInspector, name, value);

    public void Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public void Add(string name, DateTimeOffset? value) => Add(name, value is { } date ? AsffTime.Seconds(date) : null);

    public void Add(string name, List<string>? values) => Add(name, Joined(values));

    public void Add(NeutralFieldKind kind, string name, string? value)
    {
        if (value is null || AsffText.IsBlank(value)) return;
        if (Count == fields.Length) Array.Resize(ref fields, 2 * Count);
        fields[Count++] = new NeutralField(kind, name, value);
    }

    public static string? Joined(List<string>? values) => values is { Count: > 0 } ? string.Join(",", values) : null;
}
