namespace InspectorHub.Findings.Cis;

/// <summary>How many checks of an instance had which result. Source: Inspector2 API 2020-06-08, <c>StatusCounts</c>.</summary>
public sealed class CisStatusCounts
{
    /// <summary>Checks that failed.</summary>
    public int? Failed { get; set; }

    /// <summary>Checks that were skipped.</summary>
    public int? Skipped { get; set; }

    /// <summary>Checks that passed.</summary>
    public int? Passed { get; set; }

    /// <summary>All of them.</summary>
    public int Total => (Failed ?? 0) + (Skipped ?? 0) + (Passed ?? 0);

    /// <inheritdoc/>
    public override string ToString() => $"{Failed} failed, {Passed} passed, {Skipped} skipped";
}
