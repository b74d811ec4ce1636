using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Delivery;
using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>BatchImportFindings.</summary>
internal sealed class ImportOperation(EmulatorOptions options, Func<SentFinding, string?> rejection)
{
    public HttpReply Answer(ServiceCall call)
    {
        var findings = Read(call.Request.Body);
        foreach (var finding in findings) Authorize(call, finding);

        var failed = call.Hub.Transaction(() =>
        {
            List<FailedFinding> refused = [];
            foreach (var finding in findings)
            {
                if (Import(call, finding) is { } failure) refused.Add(failure);
            }

            return refused;
        });

        return HttpReply.Json(reply =>
        {
            reply.WriteNumber("FailedCount", failed.Count);
            reply.WriteNumber("SuccessCount", findings.Count - failed.Count);
            reply.WriteStartArray("FailedFindings");
            foreach (var failure in failed)
            {
                reply.WriteStartObject();
                reply.WriteString("Id", failure.Id);
                reply.WriteString("ErrorCode", failure.ErrorCode);
                reply.WriteString("ErrorMessage", failure.ErrorMessage);
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
        });
    }

    /// <summary>The findings in a body, as far as it has any.</summary>
    /// <exception cref="ServiceError">400: too many, none, too large, no JSON.</exception>
    public static IReadOnlyList<SentFinding> Read(ReadOnlyMemory<byte> body)
    {
        if (body.Length > AsffLimits.BatchBytes) throw new ServiceError(400, "InvalidInputException", "The maximum size of a batch of findings is 6 MB");
        var slices = FindingSlices.Of(body);
        if (slices.Count == 0) throw new ServiceError(400, "InvalidInputException", "Invalid parameter 'Findings'. data.Findings should NOT have fewer than 1 items");
        if (slices.Count > AsffLimits.BatchFindings) throw new ServiceError(400, "InvalidInputException", $"Invalid parameter 'Findings'. data.Findings should NOT have more than {AsffLimits.BatchFindings} items");
        return [.. slices.Select(slice => new SentFinding(JsonSerializer.Deserialize(slice.Span, EmulatorJson.Default.JsonElement), slice.Length))];
    }

    // What a caller may not do is refused for the whole call, before any finding is looked at.
    private void Authorize(ServiceCall call, SentFinding finding)
    {
        if (finding.ProductArn is not { } text) return;
        if (ProductArn.Parse(text) is not { } product) throw new ServiceError(400, "InvalidInputException", $"productArn: \"{text}\"");
        var account = finding.AwsAccountId;
        var mayImport =
            product.Region == call.Region &&
            product.Partition == call.Hub.Partition &&
            (call.Caller.PlaysEveryAccount || account is null || account == call.Caller.Account) &&
            (product.IsDefault ? product.Account == (account ?? call.Caller.Account) : options.AllowInspectorProduct && product is { IsOfAws: true, Product: "inspector" });
        if (!mayImport) throw new ServiceError(403, "AccessDeniedException", $"User: {call.Caller.Arn} is not authorized to perform: securityhub:BatchImportFindings on resource: {text}");
    }

    private FailedFinding? Import(ServiceCall call, SentFinding sent)
    {
        FailedFinding Refuse(string code, string message) => new(sent.Id ?? "", code, message);
        if (!call.Hub.IsOn) return Refuse("InvalidAccess", $"Account {call.Hub.Account} is not subscribed to AWS Security Hub");
        if (sent.Element.ValueKind != JsonValueKind.Object) return Refuse("InvalidInput", "Finding does not adhere to Amazon Finding Format. data should be object.");
        if (sent.Bytes > AsffLimits.FindingBytes) return Refuse("InvalidInput", "The maximum size of a finding is 240 KB");
        if (AsffRules.Check(sent.Element) is { Count: > 0 } violations) return Refuse("InvalidInput", AsffRules.Refusal(violations));
        if (rejection(sent) is { } word) return Refuse("InvalidInput", word);

        var product = ProductArn.Parse(sent.ProductArn!)!;
        if (product.IsOfAws && !call.Hub.Subscriptions.Contains(product.SubscriptionOf(call.Hub.Account)))
        {
            return Refuse("InvalidAccess", $"Product {product} is not enabled for account {call.Hub.Account}");
        }

        Keep(call, sent, product);
        return null;
    }

    private static void Keep(ServiceCall call, SentFinding sent, ProductArn product)
    {
        var updatedAt = FindingTime.Parse(sent.UpdatedAt) ?? call.Now;
        var held = call.Hub.Find(sent.ProductArn!, sent.Id!);
        if (held is null)
        {
            var finding = Json.Object(sent.Element);
            FindingOfRecord.Create(finding, product, call.Hub, call.Now);
            call.Hub.Add(sent.ProductArn!, sent.Id!, updatedAt, Json.Bytes(finding));
        }
        else if (updatedAt > held.UpdatedAt)
        {
            // Anything older, or the same again, is taken and changes nothing.
            var finding = Json.Object(sent.Element);
            FindingOfRecord.Update(finding, held.ToObject(), held.SetByCustomer.Split(','), product, call.Hub, call.Now);
            call.Hub.Replace(held, updatedAt, held.SetByCustomer, Json.Bytes(finding));
        }
    }
}
