using System.Text.Json.Nodes;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Findings reports: each is done at once, and its file is written nowhere.</summary>
internal sealed class ReportOperations(EmulatedInspector inspector, InspectorMembers members)
{
    private const string Kind = "inspector-report";

    public IEnumerable<Operation> All =>
        [new("CreateFindingsReport", Create), new("GetFindingsReportStatus", GetStatus), new("CancelFindingsReport", Cancel)];

    private HttpReply Create(ServiceCall call)
    {
        var criteria = call.Member("filterCriteria");
        var filters = Inspector2Filters.Read(criteria);
        var onlyActive = criteria is null || !criteria.Value.TryGetProperty("findingStatus", out _);
        var isEmpty = !inspector.OfInspector2(call.Region, members.SeenBy(call)).OfType<ReportedFinding>()
            .Any(finding => (!onlyActive || finding.Status == "ACTIVE") && filters.All(filter => filter.Matches(finding.Element)));
        var id = Guid.NewGuid().ToString();
        var report = new JsonObject
        {
            ["reportId"] = id,
            ["status"] = isEmpty ? "FAILED" : "SUCCEEDED",
            ["destination"] = JsonObject.Create(call.Input.GetProperty("s3Destination")),
            ["filterCriteria"] = criteria is { } given ? JsonObject.Create(given) : [],
        };
        if (isEmpty)
        {
            report["errorCode"] = "NO_FINDINGS_FOUND";
            report["errorMessage"] = "No finding matches the filter criteria.";
        }

        call.Hub.Keep(Kind, id, report);
        call.Hub.Keep(Kind, "", report);
        return HttpReply.Json(new JsonObject { ["reportId"] = id });
    }

    // Without an id the latest one is meant.
    private static HttpReply GetStatus(ServiceCall call) => HttpReply.Json(Find(call, call.Text("reportId") ?? ""));

    private static HttpReply Cancel(ServiceCall call)
    {
        var report = Find(call, call.Text("reportId")!);
        throw call.Refuse($"Report {(string?)report["reportId"]} is over already.");
    }

    private static JsonObject Find(ServiceCall call, string id) =>
        call.Hub.Document(Kind, id) ?? throw new ServiceError(404, "ResourceNotFoundException", $"There is no report {id}.");
}
