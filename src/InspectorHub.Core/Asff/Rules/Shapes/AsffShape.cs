using System.Text.Json;

namespace InspectorHub.Asff.Rules.Shapes;

/// <summary>
/// What the format allows at a place in a finding. One description serves the check of a document, and the fitting and writing of a
/// finding of our own.
/// </summary>
internal abstract class AsffShape
{
    /// <summary>
    /// Reports whatever at this place Security Hub would refuse. The reader goes from the first to the last token of the value.
    /// </summary>
    public abstract void Check(ref Utf8JsonReader json, AsffCheck check);

    /// <summary>The value itself where it fits, else another that does, else null: nothing of it can stay.</summary>
    public abstract object? Fit(object value, AsffFit fit);

    /// <summary>Writes a value of the model as JSON.</summary>
    public abstract void Write(Utf8JsonWriter json, object value);
}
