using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Translation.Cis;

/// <summary>What a result of a CIS scan is about, in every format: a check on an instance, as a scan of some date found it.</summary>
internal sealed class CisCheck
{
    private CisCheck(CisFinding finding)
    {
        if (Arn.Parse(finding.ScanArn) is not { Region.Length: > 0 } scan)
        {
            throw new TranslationException(finding.FindingId, finding.ScanArn is null
                ? "it has no 'scanArn'."
                : "its 'scanArn' is not arn:PARTITION:inspector2:REGION:ACCOUNT:owner/….");
        }

        ScanArn = scan;
        AccountId = Needed(finding, CisIdentity.AccountOf(finding), "accountId");
        Instance = Needed(finding, AsffText.First(finding.TargetResourceId), "targetResourceId");
        var check = Needed(finding, AsffText.First(finding.CheckId), "checkId");
        // Without it Security Hub could not tell which of two scans was the later one.
        ScannedAt = finding.ScanDate
            ?? throw new TranslationException(finding.FindingId, "it has no 'scanDate': the reply of ListCisScans has it.");
        CheckId = check;
        Id = CisIdentity.Of(finding, scan.Region, AccountId);
        Title = AsffText.First(finding.Title, finding.CheckDescription) is { } title ? $"{check} {title}" : $"CIS check {check}";
        IsOver = finding.Status is CisFinding.Passed or CisFinding.Skipped;
    }

    public Arn ScanArn { get; }

    public string AccountId { get; }

    public string Instance { get; }

    public string CheckId { get; }

    public DateTimeOffset ScannedAt { get; }

    /// <summary>The same, whichever scan looks and whatever it finds.</summary>
    public string Id { get; }

    public string Title { get; }

    /// <summary>Whether the check was passed or skipped.</summary>
    public bool IsOver { get; }

    /// <exception cref="TranslationException">The result does not say all that makes it.</exception>
    public static CisCheck Of(CisFinding finding) => new(finding);

    private static string Needed(CisFinding finding, string? value, string member) =>
        value ?? throw new TranslationException(finding.FindingId, $"it has no '{member}'.");
}
