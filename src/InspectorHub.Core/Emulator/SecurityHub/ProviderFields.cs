using System.Text.Json.Nodes;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// The attributes that provider and customer share: the provider's word stands in FindingProviderFields, and at the top level
/// until a customer says otherwise. Source: Security Hub user guide, BatchImportFindings and FindingProviderFields.
/// </summary>
internal static class ProviderFields
{
    public const string Name = "FindingProviderFields";

    public static readonly IReadOnlyList<string> Shared = ["Severity", "Types", "Confidence", "Criticality", "RelatedFindings"];

    /// <summary>Brings both places in line in a finding as it was sent.</summary>
    /// <param name="finding">The finding; changed.</param>
    /// <param name="held">The finding as it is held, or null for a new one.</param>
    /// <param name="setByCustomer">Attributes that the customer has set.</param>
    public static void Settle(JsonObject finding, JsonObject? held, IReadOnlyCollection<string> setByCustomer)
    {
        var provided = finding.Child(Name);
        foreach (var attribute in Shared)
        {
            var top = finding[attribute];
            var own = provided[attribute];
            if (own is null && top is not null) provided[attribute] = OfProvider(attribute, top);

            // Both given: a new finding takes the provider fields for both, an update takes each where it stands.
            if (own is not null && (top is null || held is null)) finding[attribute] = own.DeepClone();
            if (held is not null && setByCustomer.Contains(attribute)) finding.Take(attribute, held);
            else if (finding[attribute] is JsonObject severity) SeverityScale.Completed(severity);
        }

        if (provided.Count == 0) finding.Remove(Name);
    }

    private static JsonNode OfProvider(string attribute, JsonNode top)
    {
        if (attribute != "Severity" || top is not JsonObject) return top.DeepClone();
        var complete = SeverityScale.Completed((JsonObject)top.DeepClone());
        var severity = new JsonObject();
        foreach (var member in new[] { "Label", "Original" })
        {
            if (complete[member] is { } value) severity[member] = value.DeepClone();
        }

        return severity;
    }
}
