using InspectorHub.Asff;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.SecurityHub.Search;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// UpdateFindings, which BatchUpdateFindings has followed: sets Note and RecordState of all findings that match. What the provider
/// sends later has its own RecordState again.
/// </summary>
internal sealed class UpdateByFilterOperation(FindingScope scope)
{
    public HttpReply Answer(ServiceCall call)
    {
        var filters = FindingFilters.Read(call.Member("Filters"), call.Now);
        var findings = scope.Of(call);
        var update = JsonMembers.Read(call.Request.Body);
        var rows = new FindingSearch(findings, filters).Matching().Select(finding => finding.Row).ToList();
        call.Hub.Transaction(() =>
        {
            foreach (var held in rows.Select(findings.At).OfType<HeldFinding>()) Update(call, held, update);
            return rows.Count;
        });
        return HttpReply.Json([]);
    }

    private static void Update(ServiceCall call, HeldFinding held, JsonMembers update)
    {
        var finding = held.Members;
        if (update.Has("RecordState")) finding.Take("RecordState", update);
        if (update.Object("Note") is { } note)
        {
            note.Set("UpdatedAt", AsffTime.Milliseconds(call.Now));
            finding.Set("Note", note);
        }

        call.Hub.Replace(held, held.SetByCustomer, finding);
    }
}
