namespace InspectorHub.Reports;

/// <summary>How long a problem has been known, in the steps of the report.</summary>
public sealed record FindingAge(string Name, int MaximumDays)
{
    /// <summary>The steps, youngest first.</summary>
    public static IReadOnlyList<FindingAge> Steps { get; } =
    [
        new("up to 7 days", 7),
        new("8 to 30 days", 30),
        new("31 to 90 days", 90),
        new("over 90 days", int.MaxValue),
    ];

    /// <summary>The step of an age.</summary>
    public static FindingAge Of(TimeSpan age) => Steps.First(step => age.TotalDays <= step.MaximumDays);
}
