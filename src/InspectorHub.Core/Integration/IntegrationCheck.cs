namespace InspectorHub.Integration;

/// <summary>One check of what it takes to have findings in Security Hub.</summary>
/// <param name="Region">The Region.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Result">How it came out.</param>
/// <param name="Message">What was found, in plain words.</param>
/// <param name="NextStep">What to do; null where there is nothing to do, or where <see cref="Step"/> says it.</param>
public sealed record IntegrationCheck(string Region, string Name, CheckResult Result, string Message, string? NextStep = null)
{
    /// <summary>What to do, where that is a matter of commands.</summary>
    public IntegrationStep Step { get; init; }
}
