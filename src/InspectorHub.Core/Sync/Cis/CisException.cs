using System.Text.RegularExpressions;
using InspectorHub.Asff;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Sync.Cis;

/// <summary>A check that is allowed to fail: on which instances, for how long, and why.</summary>
public sealed record CisException
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>The check's number, for example 1.1.1.1; <c>*</c> stands for anything, <c>?</c> for one character.</summary>
    public required string CheckId { get; init; }

    /// <summary>The platform, likewise; null for every one.</summary>
    public string? Platform { get; init; }

    /// <summary>The account, likewise; null for every one.</summary>
    public string? AccountId { get; init; }

    /// <summary>The instance, likewise; null for every one.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Why it may fail.</summary>
    public required string Reason { get; init; }

    /// <summary>Until when it may; from then on it is a finding like any other. Null for no end.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>In words: until when, and why.</summary>
    public override string ToString() =>
        Until is { } until ? $"Exception until {AsffTime.Seconds(until)}: {Reason}" : $"Exception: {Reason}";

    /// <summary>Whether it is about this result, at that time.</summary>
    public bool Covers(CisFinding finding, DateTimeOffset now) =>
        finding.Status == CisFinding.Failed && !(Until <= now) &&
        Matches(CheckId, finding.CheckId) && Matches(Platform, finding.Platform) &&
        Matches(AccountId, finding.AccountId) && Matches(ResourceId, finding.TargetResourceId);

    private static bool Matches(string? pattern, string? text) =>
        pattern is null || (text is not null && Regex.IsMatch(
            text,
            $"^{Regex.Escape(pattern).Replace("\\*", ".*").Replace("\\?", ".")}$",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline,
            LongestMatch));
}
