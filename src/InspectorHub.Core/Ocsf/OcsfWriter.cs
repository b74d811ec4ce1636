using System.Text.Json;

namespace InspectorHub.Ocsf;

/// <summary>
/// Writes OCSF: what has no value has no member, and an object or a list that got nothing is not written either. Every time has its
/// twin, as the profile <c>datetime</c> wants it.
/// </summary>
internal sealed class OcsfWriter(Utf8JsonWriter json)
{
    private readonly List<Frame> frames = [];
    private int begun;

    public void Start(string? name = null) => frames.Add(new Frame(name, IsList: false));

    /// <param name="name">The member.</param>
    /// <param name="isRequired">Whether it is written though it stays empty.</param>
    public void StartList(string name, bool isRequired = false)
    {
        frames.Add(new Frame(name, IsList: true));
        if (isRequired) Begin();
    }

    public void End()
    {
        var last = frames.Count - 1;
        var frame = frames[last];
        frames.RemoveAt(last);
        if (last >= begun) return;
        begun = last;
        if (frame.IsList) json.WriteEndArray();
        else json.WriteEndObject();
    }

    public void Text(string name, string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        Begin();
        json.WriteString(name, value);
    }

    /// <summary>A text that must be there, empty where it is not known.</summary>
    public void RequiredText(string name, string? value)
    {
        Begin();
        json.WriteString(name, value ?? "");
    }

    public void Texts(string name, IReadOnlyList<string>? values)
    {
        if (values is not { Count: > 0 }) return;
        StartList(name);
        foreach (var value in values) Item(value);
        End();
    }

    public void Item(string? value)
    {
        if (string.IsNullOrEmpty(value)) return;
        Begin();
        json.WriteStringValue(value);
    }

    public void Number(string name, long? value)
    {
        if (value is not { } number) return;
        Begin();
        json.WriteNumber(name, number);
    }

    public void Number(string name, double? value)
    {
        if (value is not { } number || double.IsNaN(number) || double.IsInfinity(number)) return;
        Begin();
        json.WriteNumber(name, number);
    }

    public void Flag(string name, bool? value)
    {
        if (value is not { } flag) return;
        Begin();
        json.WriteBoolean(name, flag);
    }

    /// <summary>A time in milliseconds since 1970 and, under the name with <c>_dt</c>, as text.</summary>
    public void Time(string name, DateTimeOffset? value)
    {
        if (value is not { } time) return;
        Begin();
        json.WriteNumber(name, time.ToUnixTimeMilliseconds());
        json.WriteString(name + "_dt", OcsfTime.Text(time));
    }

    private void Begin()
    {
        for (; begun < frames.Count; begun++)
        {
            var (name, isList) = frames[begun];
            if (name is not null) json.WritePropertyName(name);
            if (isList) json.WriteStartArray();
            else json.WriteStartObject();
        }
    }

    private readonly record struct Frame(string? Name, bool IsList);
}
