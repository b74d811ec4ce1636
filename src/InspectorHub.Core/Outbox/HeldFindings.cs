using System.Globalization;

namespace InspectorHub.Outbox;

/// <summary>Findings that another sender on the outbox has on their way, and nobody else may send meanwhile.</summary>
/// <param name="Findings">How many.</param>
/// <param name="Process">The number of its process; null where it does not say.</param>
/// <param name="For">For how long it has had the first of them.</param>
public sealed record HeldFindings(int Findings, int? Process, TimeSpan For)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var (are, have) = Findings == 1 ? (" is", "has") : ("s are", "have");
        var process = Process is { } id ? $", process {id.ToString(CultureInfo.InvariantCulture)}," : "";
        return FormattableString.Invariant($"{Findings} finding{are} in the hands of another sender{process} and {have} been for ") +
            FormattableString.Invariant($"{For.TotalSeconds:0} s. Nobody else sends them as long as it is there.");
    }
}
