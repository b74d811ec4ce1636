using InspectorHub.Asff;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>What a customer says about a finding, itself (BatchUpdateFindings) or by a rule.</summary>
internal static class CustomerUpdate
{
    private static readonly string[] Plain =
        ["Confidence", "Criticality", "Types", "UserDefinedFields", "RelatedFindings", "VerificationState", "Workflow"];

    /// <summary>The attributes that a customer can set.</summary>
    public static readonly IReadOnlyList<string> Attributes = [.. Plain, "Severity", "Note"];

    /// <summary>Puts what is said into a finding.</summary>
    public static void Apply(JsonMembers finding, JsonMembers update, DateTimeOffset now)
    {
        foreach (var attribute in Plain)
        {
            if (update.Has(attribute)) finding.Take(attribute, update);
        }

        if (update.Object("Severity") is { } severity) finding.Set("Severity", SeverityScale.Completed(severity));
        if (update.Object("Note") is { } note)
        {
            note.Set("UpdatedAt", AsffTime.Milliseconds(now));
            finding.Set("Note", note);
        }
    }

    /// <summary>The attributes that the customer has set and that the provider also sends, one more update counted in.</summary>
    public static string SetWith(string setByCustomer, JsonMembers update) => string.Join(
        ",", setByCustomer.Split(',').Concat(ProviderFields.Shared.Where(update.Has)).Distinct().Where(attribute => attribute.Length > 0));
}
