using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Asff;
using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>BatchUpdateFindings: what customers say about findings. UpdatedAt stays; it is the provider's.</summary>
internal static class UpdateOperation
{
    private static readonly string[] WorkflowStates = ["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"];
    private static readonly string[] Verifications = ["UNKNOWN", "TRUE_POSITIVE", "FALSE_POSITIVE", "BENIGN_POSITIVE"];
    private static readonly string[] Plain = ["Confidence", "Criticality", "Types", "UserDefinedFields", "RelatedFindings", "VerificationState"];

    public static HttpReply Answer(ServiceCall call)
    {
        HubOperations.RequireHub(call);
        var identifiers = Identifiers(call);
        Check(call.Input);
        var missing = call.Hub.Transaction(() => identifiers.Where(identifier => !Update(call, identifier)).ToList());
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("ProcessedFindings");
            foreach (var identifier in identifiers.Except(missing)) Write(reply, identifier);
            reply.WriteEndArray();
            reply.WriteStartArray("UnprocessedFindings");
            foreach (var identifier in missing)
            {
                reply.WriteStartObject();
                reply.WritePropertyName("FindingIdentifier");
                Write(reply, identifier);
                reply.WriteString("ErrorCode", "FindingNotFound");
                reply.WriteString("ErrorMessage", "Finding Not Found");
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
        });
    }

    private static List<(string Id, string ProductArn)> Identifiers(ServiceCall call)
    {
        if (!call.Input.TryGetProperty("FindingIdentifiers", out var list) || list.ValueKind != JsonValueKind.Array) throw Invalid("data should have required property 'FindingIdentifiers'");
        string Member(JsonElement item, string name) =>
            item.TryGetProperty(name, out var value) && value.GetString() is { } text ? text : throw Invalid($"data.FindingIdentifiers should have required property '{name}'");
        var identifiers = list.EnumerateArray().Select(item => (Member(item, "Id"), Member(item, "ProductArn"))).ToList();
        if (identifiers.Count == 0) throw Invalid("data.FindingIdentifiers should NOT have fewer than 1 items");
        if (identifiers.Count > AsffLimits.BatchFindings) throw Invalid($"data.FindingIdentifiers should NOT have more than {AsffLimits.BatchFindings} items");
        return identifiers;
    }

    private static void Check(JsonElement input)
    {
        OneOf(input, "Workflow", "Status", WorkflowStates);
        OneOf(input, "VerificationState", member: null, Verifications);
        if (input.TryGetProperty("Note", out var note))
        {
            foreach (var member in new[] { "Text", "UpdatedBy" })
            {
                if (!note.TryGetProperty(member, out var value)) throw Invalid($"data.Note should have required property '{member}'");
                if (value.GetString()!.Length > AsffLimits.Note) throw Invalid($"data.Note.{member} should NOT be longer than {AsffLimits.Note} characters");
            }
        }

        foreach (var ratio in new[] { "Confidence", "Criticality" })
        {
            if (input.TryGetProperty(ratio, out var value) && (!value.TryGetInt32(out var number) || number is < 0 or > AsffLimits.Ratio)) throw Invalid($"data.{ratio} should be <= {AsffLimits.Ratio}");
        }
    }

    private static void OneOf(JsonElement input, string name, string? member, string[] allowed)
    {
        if (!input.TryGetProperty(name, out var value) || (member is not null && !value.TryGetProperty(member, out value))) return;
        if (value.ValueKind != JsonValueKind.String || !allowed.Contains(value.GetString())) throw Invalid($"data.{name}{(member is null ? "" : "." + member)} should be equal to one of the allowed values");
    }

    private static bool Update(ServiceCall call, (string Id, string ProductArn) identifier)
    {
        if (call.Hub.Find(identifier.ProductArn, identifier.Id) is not { } held) return false;
        var finding = held.ToObject();
        var update = Json.Object(call.Input);
        foreach (var attribute in Plain)
        {
            if (update[attribute] is { } value) finding[attribute] = value.DeepClone();
        }

        if (update["Severity"] is JsonObject severity) finding["Severity"] = SeverityScale.Completed((JsonObject)severity.DeepClone());
        if (update["Workflow"] is JsonObject workflow) finding["Workflow"] = workflow.DeepClone();
        if (update["Note"] is JsonObject note)
        {
            finding["Note"] = note.DeepClone();
            finding["Note"]!["UpdatedAt"] = AsffTime.Milliseconds(call.Now);
        }

        var set = held.SetByCustomer.Split(',').Concat(ProviderFields.Shared.Where(attribute => update[attribute] is not null)).Distinct().Where(attribute => attribute.Length > 0);
        call.Hub.Replace(held, held.UpdatedAt, string.Join(",", set), Json.Bytes(finding));
        return true;
    }

    private static void Write(Utf8JsonWriter reply, (string Id, string ProductArn) identifier)
    {
        reply.WriteStartObject();
        reply.WriteString("Id", identifier.Id);
        reply.WriteString("ProductArn", identifier.ProductArn);
        reply.WriteEndObject();
    }

    private static ServiceError Invalid(string problem) => new(400, "InvalidInputException", $"Invalid parameter. {problem}");
}
