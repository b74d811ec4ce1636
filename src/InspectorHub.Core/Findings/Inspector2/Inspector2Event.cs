namespace InspectorHub.Findings.Inspector2;

/// <summary>
/// What EventBridge carries when a finding is new or has changed. Source: Amazon Inspector user guide, EventBridge schema.
/// </summary>
internal sealed class Inspector2Event
{
    public const string Type = "Inspector2 Finding";

    /// <summary>What the Security Hub that holds OCSF sends: one finding in <c>detail.findings</c>.</summary>
    public const string OcsfType = "Findings Imported V2";

    // EventBridge is the only way that findings of on-demand scans of machine images take.
    private const string OnDemandType = "OnDemand AMI Scan Findings";

    public string? DetailType { get; set; }

    public Inspector2Finding? Detail { get; set; }

    public bool HasFinding => IsOfFinding(DetailType);

    public static bool IsOfFinding(string? type) => type is Type or OnDemandType;

    /// <summary>Whether Inspector sends events of the type: also of scans that are complete, and of what is covered.</summary>
    public static bool IsOfInspector(string? type) => type?.StartsWith("Inspector2 ", StringComparison.Ordinal) == true;

    /// <summary>Whether Security Hub sends events of the type: of findings that it has got, from whomever.</summary>
    public static bool IsOfSecurityHub(string? type) =>
        type is not null && (type.StartsWith("Security Hub Findings", StringComparison.Ordinal)
            || type.StartsWith(OcsfType, StringComparison.Ordinal));
}
