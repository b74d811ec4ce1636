namespace InspectorHub.Asff.Rules;

/// <summary>Something that was cut or left out of a finding so that it fits the format.</summary>
/// <param name="Path">Where, as a JSON path from the finding.</param>
/// <param name="Limit">What the format allows.</param>
/// <param name="Actual">What there was.</param>
/// <param name="Unit">What is counted: characters, items, bytes.</param>
public sealed record AsffCut(string Path, int Limit, int Actual, string Unit)
{
    /// <inheritdoc/>
    public override string ToString() => Actual < Limit
        ? $"{Path}: left out, it has {Actual} {Unit} and the format asks for {Limit} or more"
        : $"{Path}: {Actual} {Unit} cut to {Limit}";
}
