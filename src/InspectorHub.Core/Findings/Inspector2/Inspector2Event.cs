namespace InspectorHub.Findings.Inspector2;

/// <summary>What EventBridge carries when a finding is new or has changed. Source: Amazon Inspector user guide, EventBridge schema.</summary>
internal sealed class Inspector2Event
{
    public const string Type = "Inspector2 Finding";

    public string? DetailType { get; set; }

    public Inspector2Finding? Detail { get; set; }
}
