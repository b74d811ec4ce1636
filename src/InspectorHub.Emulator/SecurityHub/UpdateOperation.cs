using System.Text.Json;
using InspectorHub.Asff.Rules;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>BatchUpdateFindings: what customers say about findings. UpdatedAt stays; it is the provider's.</summary>
internal sealed class UpdateOperation(FindingScope scope)
{
    public HttpReply Answer(ServiceCall call)
    {
        var identifiers = Identifiers(call);
        Check(call);
        var update = JsonMembers.Read(call.Request.Body);
        var findings = scope.Of(call);
        // In their order, each once: a name that comes twice is a failure of its own.
        var outcomes = call.Hub.Transaction(() => identifiers.GroupBy(identifier => identifier)
            .Select(
                named =>
                    (
                        Identifier: named.Key,
                        Failure: named.Skip(1).Any() ? UpdateFailure.Duplicated : Update(call, findings, named.Key, update)))
            .ToList());
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("ProcessedFindings");
            foreach (var outcome in outcomes.Where(outcome => outcome.Failure is null)) Write(reply, outcome.Identifier);
            reply.WriteEndArray();
            reply.WriteStartArray("UnprocessedFindings");
            foreach (var outcome in outcomes)
            {
                if (outcome.Failure is not { } failure) continue;
                reply.WriteStartObject();
                reply.WritePropertyName("FindingIdentifier");
                Write(reply, outcome.Identifier);
                reply.WriteString("ErrorCode", failure.Code);
                reply.WriteString("ErrorMessage", failure.Message);
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
        });
    }

    private static List<(string Id, string ProductArn)> Identifiers(ServiceCall call)
    {
        var identifiers = call.Input.GetProperty("FindingIdentifiers").EnumerateArray()
            .Select(item => (item.GetProperty("Id").GetString()!, item.GetProperty("ProductArn").GetString()!)).ToList();
        if (identifiers.Count == 0) throw Invalid("FindingIdentifiers", "data should NOT have fewer than 1 items");
        if (identifiers.Count > AsffLimits.BatchFindings)
            throw Invalid("FindingIdentifiers", $"data should NOT have more than {AsffLimits.BatchFindings} items");
        return identifiers;
    }

    // What the model does not say: the reference has it in words.
    private static void Check(ServiceCall call)
    {
        if (call.Member("Note") is not { } note) return;
        foreach (var member in new[] { "Text", "UpdatedBy" })
        {
            if (note.GetProperty(member).GetString()!.Length > AsffLimits.Note)
                throw Invalid("Note", $"data.{member} should NOT be longer than {AsffLimits.Note} characters");
        }
    }

    private static UpdateFailure? Update(
        ServiceCall call, HubFindings findings, (string Id, string ProductArn) identifier, JsonMembers update)
    {
        if (findings.Find(identifier.ProductArn, identifier.Id) is not { } held) return UpdateFailure.NotFound;
        var finding = held.Members;
        CustomerUpdate.Apply(finding, update, call.Now);
        var changed = finding.ToUtf8();
        if (changed.Length > AsffLimits.FindingBytes) return UpdateFailure.TooLarge;
        // What the provider has sent was looked at when it came; by now it has more in it than a provider may send.
        if (
            AsffRules.Check(changed).Any(
                violation => CustomerUpdate.Attributes.Any(attribute => update.Has(attribute) && IsWithin(violation.Path, attribute))))
            return UpdateFailure.Invalid;

        call.Hub.Replace(held, CustomerUpdate.SetWith(held.SetByCustomer, update), finding);
        FindingHistory.Record(call.Hub, "BATCH_UPDATE_FINDINGS", call.Caller.Arn, held.Members, finding, call.Now);
        return null;
    }

    private static bool IsWithin(string path, string attribute)
    {
        var root = "$." + attribute;
        return path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] is '.' or '[');
    }

    private static void Write(Utf8JsonWriter reply, (string Id, string ProductArn) identifier)
    {
        reply.WriteStartObject();
        reply.WriteString("Id", identifier.Id);
        reply.WriteString("ProductArn", identifier.ProductArn);
        reply.WriteEndObject();
    }

    private static ServiceError Invalid(string parameter, string problem) =>
        new(400, "InvalidInputException", $"Invalid parameter '{parameter}'. {problem}");
}
