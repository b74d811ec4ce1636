using InspectorHub.Asff.Rules;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>BatchImportFindings.</summary>
internal sealed class ImportOperation(EmulatorOptions options, Products products)
{
    public HttpReply Answer(ServiceCall call)
    {
        var findings = call.Findings;
        var subscriptions = call.Hub.Subscriptions;
        foreach (var finding in findings) Authorize(call, finding, subscriptions);

        var isOn = call.Hub.IsOn;
        List<FailedFinding> failed = [];
        List<SentFinding> accepted = [];
        foreach (var finding in findings)
        {
            if (Refusal(call, finding, isOn) is { } refusal) failed.Add(refusal);
            else accepted.Add(finding);
        }

        var rules = new AutomationRules(call.Hub, call.Now);
        var known = accepted.Select(finding => finding.ProductArn!).Distinct()
            .ToDictionary(arn => arn, arn => products.Find(ProductArn.Parse(arn)!));
        call.Hub.Transaction(() =>
        {
            foreach (var finding in accepted)
                Keep(call.Hub, finding, known[finding.ProductArn!], rules, call.Now);
            return accepted.Count;
        });

        return HttpReply.Json(reply =>
        {
            reply.WriteNumber("FailedCount", failed.Count);
            reply.WriteNumber("SuccessCount", accepted.Count);
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

    // What a caller may not do is refused for the whole call, before any finding is looked at.
    private void Authorize(ServiceCall call, SentFinding finding, IReadOnlyCollection<string> subscriptions)
    {
        if (finding.ProductArn is not { } text) return;
        if (ProductArn.Parse(text) is not { } product) throw new ServiceError(400, "InvalidInputException", $"productArn: \"{text}\"");
        var account = finding.AwsAccountId;
        var mayImport =
            product.Region == call.Region
            && product.Partition == call.Hub.Partition
            && (call.Caller.PlaysEveryAccount || account is null || account == call.Caller.Account)
            && MayImportFor(product, account ?? call.Caller.Account, call, subscriptions);
        if (mayImport) return;
        throw new ServiceError(
            403, "AccessDeniedException", $"User: {call.Caller.Arn} is not authorized to perform: securityhub:BatchImportFindings on " +
                $"resource: {text}");
    }

    // An account's own products need nothing. A partner's comes with the permission that enabling it gives, AWS's never with one.
    private bool MayImportFor(ProductArn product, string account, ServiceCall call, IReadOnlyCollection<string> subscriptions)
    {
        if (product.IsOfAccount) return product.Account == account;
        if (product.IsOfAws) return options.AllowInspectorProduct && product.Product == "inspector";
        return !call.Hub.IsOn || (products.Find(product) is not null && subscriptions.Contains(product.SubscriptionOf(call.Hub.Account)));
    }

    private static FailedFinding? Refusal(ServiceCall call, SentFinding sent, bool isOn)
    {
        FailedFinding Refuse(string code, string message) => new(sent.Id ?? "", code, message);
        if (!isOn) return Refuse("InvalidAccess", $"Account {call.Hub.Account} is not subscribed to AWS Security Hub");
        if (sent.Violations.Count > 0) return Refuse("InvalidInput", AsffRules.Refusal(sent.Violations));
        if (Rejection(call, sent) is { } fault)
            return Refuse(
                fault.ErrorCode ?? "InvalidInput",
                fault.Message ?? "Finding does not adhere to Amazon Finding Format. The emulator was told to refuse it.");

        var product = ProductArn.Parse(sent.ProductArn!)!;
        if (product.IsOfAws && !call.Hub.Subscriptions.Contains(product.SubscriptionOf(call.Hub.Account)))
        {
            return Refuse("InvalidAccess", $"Product {product} is not enabled for account {call.Hub.Account}");
        }

        return null;
    }

    private static EmulatorFault? Rejection(ServiceCall call, SentFinding sent) =>
        call.Faults.FirstOrDefault(fault =>
            fault.Kind == EmulatorFaultKind.RejectFinding
                && (Wildcard.Matches(fault.Match, sent.Id ?? "") || Wildcard.Matches(fault.Match, sent.Title ?? "")));

    /// <summary>Keeps a finding that is accepted: creates it, or updates the one of its name.</summary>
    public static void Keep(Hub hub, SentFinding sent, Product? known, AutomationRules rules, DateTimeOffset now)
    {
        var updatedAt = FindingTime.Parse(sent.UpdatedAt) ?? now;
        var held = hub.Findings.Find(sent.ProductArn!, sent.Id!);
        if (held is null)
        {
            FindingOfRecord.Create(sent.Members, known, hub, now);
            var set = rules.Apply(sent.Members, "", now);
            hub.Add(set, sent.Members);
        }
        else if (updatedAt > held.UpdatedAt)
        {
            // Anything older, or the same again, is taken and changes nothing.
            FindingOfRecord.Update(sent.Members, held.Members, held.SetByCustomer.Split(','), known, hub, now);
            var set = rules.Apply(sent.Members, held.SetByCustomer, now);
            hub.Replace(held, set, sent.Members);
            FindingHistory.Record(hub, "BATCH_IMPORT_FINDINGS", sent.ProductArn!, held.Members, sent.Members, now);
        }
    }
}
