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
    public static void Settle(JsonMembers finding, JsonMembers? held, IReadOnlyCollection<string> setByCustomer)
    {
        var provided = finding.Object(Name) ?? new JsonMembers();
        foreach (var attribute in Shared)
        {
            var isProvided = provided.Has(attribute);
            if (!isProvided && finding.Has(attribute)) Provide(provided, attribute, finding);

            // Both given: a new finding takes the provider fields for both, an update takes each where it stands.
            if (isProvided && (held is null || !finding.Has(attribute))) finding.Take(attribute, provided);
            if (held is not null && setByCustomer.Contains(attribute)) finding.Take(attribute, held);
        }

        if (finding.Object("Severity") is { } severity) finding.Set("Severity", SeverityScale.Completed(severity));
        if (provided.Count > 0) finding.Set(Name, provided);
        else finding.Remove(Name);
    }

    // A severity has two members there; the scale is for the top level.
    private static void Provide(JsonMembers provided, string attribute, JsonMembers finding)
    {
        if (attribute != "Severity" || finding.Object(attribute) is not { } severity)
        {
            provided.Take(attribute, finding);
            return;
        }

        SeverityScale.Completed(severity);
        var own = new JsonMembers();
        foreach (var member in new[] { "Label", "Original" })
        {
            if (severity.Has(member)) own.Take(member, severity);
        }

        provided.Set(attribute, own);
    }
}
