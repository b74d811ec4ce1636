using InspectorHub.Asff;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// What Security Hub keeps of a finding that a provider sends: the finding, what the service fills in, and what belongs to the
/// customer. Source: Security Hub user guide, ASFF attributes and BatchImportFindings.
/// </summary>
internal static class FindingOfRecord
{
    private static readonly string[] Times = ["CreatedAt", "UpdatedAt", "FirstObservedAt", "LastObservedAt"];
    private static readonly string[] OfCustomer = ["Note", "UserDefinedFields", "VerificationState", "Workflow", "WorkflowState"];
    private static readonly byte[] NewWorkflow = """{"Status":"NEW"}"""u8.ToArray();

    /// <summary>A finding seen for the first time.</summary>
    public static void Create(JsonMembers finding, Product? known, Hub hub, DateTimeOffset now)
    {
        FillIn(finding, known, hub, now);
        ProviderFields.Settle(finding, held: null, []);
        if (!finding.Has("RecordState")) finding.Set("RecordState", "ACTIVE");
        if (!finding.Has("WorkflowState")) finding.Set("WorkflowState", "NEW");
        if (!finding.Has("Workflow")) finding.Set("Workflow", NewWorkflow);
    }

    /// <summary>A newer version of a finding that is held.</summary>
    public static void Update(
        JsonMembers finding, JsonMembers held, IReadOnlyCollection<string> setByCustomer, Product? known,
        Hub hub, DateTimeOffset now)
    {
        FillIn(finding, known, hub, now);
        finding.Take("CreatedAt", held);
        foreach (var attribute in OfCustomer) finding.Take(attribute, held);
        ProviderFields.Settle(finding, held, setByCustomer);
        if (!finding.Has("RecordState")) finding.Take("RecordState", held);

        // What comes back, or is no longer in order, is looked at anew, unless the customer does not want to see it.
        var returns = held.Text("RecordState") == "ARCHIVED" && finding.Text("RecordState") == "ACTIVE";
        var fails = Compliance(held) == "PASSED" && Compliance(finding) is "FAILED" or "WARNING" or "NOT_AVAILABLE";
        if ((returns || fails) && held.Object("Workflow")?.Text("Status") is "NOTIFIED" or "RESOLVED")
        {
            finding.Set("Workflow", NewWorkflow);
            finding.Set("WorkflowState", "NEW");
        }
    }

    private static string? Compliance(JsonMembers finding) => finding.Object("Compliance")?.Text("Status");

    private static void FillIn(JsonMembers finding, Product? known, Hub hub, DateTimeOffset now)
    {
        foreach (var time in Times)
        {
            if (finding.Text(time) is { } text && FindingTime.ToMilliseconds(text) is var kept && kept != text) finding.Set(time, kept);
        }

        var name = known?.Name ?? finding.Text("ProductName") ?? "Default";
        var company = known?.Company ?? finding.Text("CompanyName") ?? "Personal";
        finding.Set("ProductName", name);
        finding.Set("CompanyName", company);
        finding.Set("Region", hub.Region);
        finding.Set("ProcessedAt", AsffTime.Milliseconds(now));
        var fields = finding.Object("ProductFields") ?? new JsonMembers();
        fields.Set("aws/securityhub/FindingId", $"{finding.Text("ProductArn")}/{finding.Text("Id")}");
        fields.Set("aws/securityhub/ProductName", name);
        fields.Set("aws/securityhub/CompanyName", company);
        finding.Set("ProductFields", fields);
    }
}
