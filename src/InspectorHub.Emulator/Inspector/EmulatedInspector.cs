using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Common;
using InspectorHub.Emulator.Inspector.Cis;
using InspectorHub.Emulator.Services;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector;

/// <summary>
/// Amazon Inspector and Inspector Classic while the emulator runs: findings come, change, are closed, come back and go. Can be used
/// at any time, from any thread. Closed findings go by themselves: after 3 days where the resource is gone, after 30 days
/// otherwise, after 24 hours where Inspector was turned off. Source: Amazon Inspector user guide, managing findings.
/// </summary>
public sealed class EmulatedInspector
{
    private static readonly TimeSpan WithResourceGone = TimeSpan.FromDays(3);
    private static readonly TimeSpan WithResourceThere = TimeSpan.FromDays(30);
    private static readonly TimeSpan WithInspectorOff = TimeSpan.FromHours(24);

    private readonly FindingList inspector2 = new();
    private readonly FindingList classic = new();
    private readonly ConcurrentDictionary<(string Account, string Region), IReadOnlyCollection<string>> scans = new();
    private readonly IReadOnlyCollection<string> usualScans;
    private readonly TimeProvider clock;
    private readonly object gate = new();
    private DateTimeOffset firstToGo = DateTimeOffset.MaxValue;

    internal EmulatedInspector(EmulatorOptions options, TimeProvider clock)
    {
        this.clock = clock;
        usualScans = [.. options.InspectorScans];
    }

    /// <summary>Findings of both products, of all accounts and Regions.</summary>
    public int Count
    {
        get
        {
            Forget();
            return inspector2.Count + classic.Count;
        }
    }

    /// <summary>The ARNs of the findings of both products, of all accounts and Regions.</summary>
    /// <param name="status">ACTIVE, SUPPRESSED or CLOSED; null for all. Those of Inspector Classic have none.</param>
    public IEnumerable<string> Arns(string? status = null)
    {
        Forget();
        foreach (var finding in inspector2.All.Concat(classic.All))
        {
            if (finding is not null && (status is null || finding.Status == status)) yield return finding.Arn;
        }
    }

    /// <summary>The CIS scans.</summary>
    internal CisStore Cis { get; } = new();

    /// <summary>Whether a filter suppresses a finding.</summary>
    internal Func<ReportedFinding, bool> Suppresses { get; set; } = _ => false;

    /// <summary>Told of each finding of Amazon Inspector that has come or changed, as EventBridge would be.</summary>
    internal Action<ReportedFinding>? Changed { get; set; }

    /// <summary>
    /// Adds a finding, or replaces the one with its ARN. It belongs to the account and Region of the ARN, and keeps the dates and
    /// the status that it comes with.
    /// </summary>
    /// <remarks>A result of a CIS scan belongs to its scan, which is a completed one unless it is put itself.</remarks>
    /// <exception cref="ArgumentException">It is not one of Amazon Inspector or Inspector Classic, or it has no ARN.</exception>
    public void Put(InspectorFinding finding)
    {
        if (finding is CisFinding result) Cis.Add(result);
        else Put(InspectorJson.Of(finding));
    }

    /// <summary>Adds CIS scans and their instances, or replaces those that are there.</summary>
    /// <exception cref="ArgumentException">One of them does not say which it is.</exception>
    public void Put(CisScans scans)
    {
        foreach (var scan in scans.Scans) Cis.Add(scan);
        foreach (var target in scans.Targets) Cis.Add(target);
    }

    /// <summary>Closes a finding now, as when it has been remedied or its resource is gone; false when there is none.</summary>
    /// <param name="findingArn">The finding.</param>
    /// <param name="resourceIsGone">The finding is then kept for 3 days, otherwise for 30.</param>
    public bool Close(string findingArn, bool resourceIsGone = false) =>
        inspector2.Find(findingArn) is { } finding && Close(finding, resourceIsGone ? WithResourceGone : WithResourceThere);

    /// <summary>Opens a closed finding again, as Inspector does when it sees it anew; false when there is none.</summary>
    public bool Reopen(string findingArn)
    {
        if (inspector2.Find(findingArn) is not { } finding) return false;
        Replace(Filtered(finding with { ForgottenAt = null, Element = WithStatus(finding.Element, "ACTIVE") }));
        return true;
    }

    /// <summary>Makes a finding vanish, as if it had been deleted: no event tells of it. False when there is none.</summary>
    public bool Remove(string findingArn) => inspector2.Remove(findingArn) || classic.Remove(findingArn);

    /// <summary>Makes all findings vanish.</summary>
    public void Clear()
    {
        inspector2.Clear();
        classic.Clear();
        scans.Clear();
        Cis.Clear();
    }

    /// <summary>
    /// What is scanned in an account and Region: <c>ec2</c>, <c>ecr</c>, <c>lambda</c>, <c>lambdaCode</c>,
    /// <c>codeRepository</c>; nothing where Inspector is off.
    /// </summary>
    public IReadOnlyCollection<string> ScansIn(string accountId, string region) =>
        scans.TryGetValue((accountId, region), out var those) ? those : usualScans;

    /// <summary>Turns scans on.</summary>
    public void TurnOn(string accountId, string region, params string[] types) =>
        scans[(accountId, region)] = [.. ScansIn(accountId, region).Union(types, StringComparer.OrdinalIgnoreCase)];

    /// <summary>Turns scans off. Their findings are closed, and are gone after 24 hours.</summary>
    public void TurnOff(string accountId, string region, params string[] types)
    {
        scans[(accountId, region)] = [.. ScansIn(accountId, region).Except(types, StringComparer.OrdinalIgnoreCase)];
        foreach (var finding in inspector2.All)
        {
            if (
                finding is { ForgottenAt: null }
                    && finding.Account == accountId
                    && finding.Region == region
                    && types.Any(type => IsOf(type, finding)))
            {
                Close(finding, WithInspectorOff);
            }
        }
    }

    internal void Put(JsonElement finding)
    {
        var isCurrent = finding.TryGetProperty("findingArn", out var name);
        var text = isCurrent || finding.TryGetProperty("arn", out name) ? name.GetString() : null;
        if (Arn.Parse(text) is not { } arn)
            throw new ArgumentException("A finding of Amazon Inspector or Inspector Classic with an ARN is expected.", nameof(finding));
        var reported = new ReportedFinding(text!, arn.AccountId, arn.Region, finding);
        if (!isCurrent)
        {
            classic.Put(reported);
            return;
        }

        Replace(reported.Status == "CLOSED" ? reported with { ForgottenAt = clock.GetUtcNow() + WithResourceThere } : Filtered(reported));
    }

    /// <summary>Replaces a finding that is there by a version of it.</summary>
    internal void Replace(ReportedFinding finding)
    {
        inspector2.Put(finding);
        if (finding.ForgottenAt is { } end)
        {
            lock (gate) firstToGo = end < firstToGo ? end : firstToGo;
        }

        Changed?.Invoke(finding);
    }

    /// <summary>Suppresses what filters now suppress, and opens what they no longer do.</summary>
    internal void FilterAgain()
    {
        foreach (var finding in inspector2.All)
        {
            if (finding is not null && Filtered(finding) is var now && now != finding) Replace(now);
        }
    }

    /// <summary>Amazon Inspector's findings of a Region by their places; those of accounts that are not seen are null.</summary>
    internal IEnumerable<ReportedFinding?> OfInspector2(string region, Func<string, bool> sees) => Seen(inspector2, region, sees);

    /// <summary>Inspector Classic's findings that the caller sees.</summary>
    internal IEnumerable<ReportedFinding?> OfClassic(ServiceCall call) =>
        Seen(classic, call.Region, account => call.Caller.PlaysEveryAccount || account == call.Caller.Account);

    private IEnumerable<ReportedFinding?> Seen(FindingList findings, string region, Func<string, bool> sees)
    {
        Forget();
        return findings.All.Select(finding => finding is not null && finding.Region == region && sees(finding.Account) ? finding : null);
    }

    // What has come as SUPPRESSED stays so: only filters take back what they have done.
    private ReportedFinding Filtered(ReportedFinding finding) => finding.Status switch
    {
        "ACTIVE" when Suppresses(finding) =>
            finding with { Element = WithStatus(finding.Element, "SUPPRESSED"), IsSuppressedByFilter = true },
        "SUPPRESSED" when finding.IsSuppressedByFilter && !Suppresses(finding) =>
            finding with { Element = WithStatus(finding.Element, "ACTIVE"), IsSuppressedByFilter = false },
        _ => finding,
    };

    private bool Close(ReportedFinding finding, TimeSpan kept)
    {
        Replace(finding with { ForgottenAt = clock.GetUtcNow() + kept, Element = WithStatus(finding.Element, "CLOSED") });
        return true;
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (now < firstToGo) return;
            firstToGo = DateTimeOffset.MaxValue;
            foreach (var finding in inspector2.All)
            {
                if (finding?.ForgottenAt is not { } end) continue;
                if (end <= now) inspector2.Remove(finding.Arn);
                else if (end < firstToGo) firstToGo = end;
            }
        }
    }

    private JsonElement WithStatus(JsonElement finding, string status) => InspectorJson.With(finding, members =>
    {
        members["status"] = JsonValue.Create(status);
        members["updatedAt"] = InspectorJson.Date(clock.GetUtcNow());
    });

    private static bool IsOf(string type, ReportedFinding finding)
    {
        var isOfCode = finding.Element.TryGetProperty("type", out var kind) && kind.ValueEquals("CODE_VULNERABILITY");
        var resource = finding.Element.TryGetProperty("resources", out var resources) && resources.GetArrayLength() > 0
            && resources[0].TryGetProperty("type", out var named) ? named.GetString() : "";
        return resource switch
        {
            "AWS_EC2_INSTANCE" => Is(type, "ec2"),
            "AWS_ECR_CONTAINER_IMAGE" or "AWS_ECR_REPOSITORY" => Is(type, "ecr"),
            "AWS_LAMBDA_FUNCTION" => Is(type, isOfCode ? "lambdaCode" : "lambda"),
            "CODE_REPOSITORY" => Is(type, "codeRepository"),
            _ => false,
        };
    }

    private static bool Is(string type, string named) => string.Equals(type, named, StringComparison.OrdinalIgnoreCase);
}
