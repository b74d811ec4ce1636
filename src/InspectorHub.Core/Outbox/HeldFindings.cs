namespace InspectorHub.Outbox;

/// <summary>Findings that another sender on the outbox has on their way, and nobody else may send meanwhile.</summary>
/// <param name="Findings">How many.</param>
/// <param name="Process">The number of its process; null where it does not say.</param>
/// <param name="For">For how long it has had the first of them.</param>
public sealed record HeldFindings(int Findings, int? Process, TimeSpan For)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Findings} finding{(Findings == 1 ? " is" : "s are")} in the hands of another sender{(Process is { } id ? $", process {id}," : "")} and {(Findings == 1 ? "has" : "have")} been for {For.TotalSeconds:0} s. Nobody else sends them as long as it is there.");
}
