using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// What Security Hub keeps of a finding that a provider sends: the finding, what the service fills in, and what belongs to the
/// customer. Source: Security Hub user guide, ASFF attributes and BatchImportFindings.
/// </summary>
internal static class FindingOfRecord
{
    private static readonly string[] OfCustomer = ["Note", "UserDefinedFields", "VerificationState", "Workflow", "WorkflowState"];

    /// <summary>A finding seen for the first time.</summary>
    public static void Create(JsonObject finding, ProductArn product, Hub hub, DateTimeOffset now)
    {
        FillIn(finding, product, hub, now);
        ProviderFields.Settle(finding, held: null, []);
        finding["RecordState"] ??= "ACTIVE";
        finding["WorkflowState"] ??= "NEW";
        if (finding["Workflow"] is not JsonObject) finding["Workflow"] = NewWorkflow();
    }

    /// <summary>A newer version of a finding that is held.</summary>
    public static void Update(JsonObject finding, JsonObject held, IReadOnlyCollection<string> setByCustomer, ProductArn product, Hub hub, DateTimeOffset now)
    {
        FillIn(finding, product, hub, now);
        finding.Take("CreatedAt", held);
        foreach (var attribute in OfCustomer) finding.Take(attribute, held);
        ProviderFields.Settle(finding, held, setByCustomer);
        if (finding["RecordState"] is null) finding.Take("RecordState", held);

        // What comes back is looked at anew, unless the customer does not want to see it.
        var returns = (string?)held["RecordState"] == "ARCHIVED" && (string?)finding["RecordState"] == "ACTIVE";
        if (returns && (string?)held["Workflow"]?["Status"] is "NOTIFIED" or "RESOLVED")
        {
            finding["Workflow"] = NewWorkflow();
            finding["WorkflowState"] = "NEW";
        }
    }

    private static JsonObject NewWorkflow() => new() { ["Status"] = "NEW" };

    private static void FillIn(JsonObject finding, ProductArn product, Hub hub, DateTimeOffset now)
    {
        foreach (var time in new[] { "CreatedAt", "UpdatedAt", "FirstObservedAt", "LastObservedAt" })
        {
            if ((string?)finding[time] is { } text) finding[time] = FindingTime.ToMilliseconds(text);
        }

        var known = Products.Find(hub, product);
        var name = known?.Name ?? (string?)finding["ProductName"] ?? "Default";
        var company = known?.Company ?? (string?)finding["CompanyName"] ?? "Personal";
        finding["ProductName"] = name;
        finding["CompanyName"] = company;
        finding["Region"] = hub.Region;
        finding["ProcessedAt"] = AsffTime.Milliseconds(now);
        var fields = finding.Child("ProductFields");
        fields["aws/securityhub/FindingId"] = $"{product}/{(string?)finding["Id"]}";
        fields["aws/securityhub/ProductName"] = name;
        fields["aws/securityhub/CompanyName"] = company;
    }
}
