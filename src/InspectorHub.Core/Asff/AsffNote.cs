using System.Text.Json.Serialization;
using InspectorHub.Asff.Serialization;

namespace InspectorHub.Asff;

/// <summary>A customer's note on a finding.</summary>
public sealed class AsffNote
{
    /// <summary>At most 512 characters.</summary>
    public string? Text { get; set; }

    /// <summary>Who wrote it.</summary>
    public string? UpdatedBy { get; set; }

    /// <summary>When.</summary>
    [JsonIgnore]
    public DateTimeOffset? UpdatedAt
    {
        get => AsffTime.Read(UpdatedAtText);
        set => UpdatedAtText = AsffTime.Write(value, UpdatedAtText);
    }

    /// <summary>The same as it is written.</summary>
    [JsonInclude]
    [JsonPropertyName("UpdatedAt")]
    [JsonConverter(typeof(AsffTimeConverter))]
    internal string? UpdatedAtText { get; set; }

    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}
