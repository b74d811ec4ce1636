using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;
using InspectorHub.Findings;

namespace InspectorHub.Translation;

/// <summary>
/// The account form of a finding: what an account may really import, for its own default product. Sources: Security Hub API,
/// BatchImportFindings (who may call), and the user guide on custom products, FindingProviderFields and reserved keys.
/// </summary>
public static class AccountForm
{
    private static readonly string[] FilledInByTheService = ["ProcessedAt", "AwsAccountName"];

    /// <summary>Translates a finding of Inspector.</summary>
    /// <param name="finding">Of any product.</param>
    /// <param name="region">The Region whose Security Hub is to take it; the finding's own by default.</param>
    /// <exception cref="TranslationException">Something that ASFF requires is missing, or the Region is of another partition.</exception>
    public static AsffFinding Of(InspectorFinding finding, string? region = null) => Of(AsffTranslator.Neutral(finding), region);

    /// <summary>Gives the account form; the finding given stays as it is. A finding in the account form comes out equal.</summary>
    /// <param name="finding">In either form.</param>
    /// <param name="region">The Region whose Security Hub is to take it; the finding's own by default. The Id stays the same
    /// wherever it goes.</param>
    /// <exception cref="TranslationException">It has no product ARN or no account, or the Region is of another partition.</exception>
    public static AsffFinding From(AsffFinding finding, string? region = null)
    {
        if (Arn.Parse(finding.ProductArn) is not { Service: AsffProductArn.Service } product)
            throw new TranslationException(finding.Id, "it has no ProductArn of the form arn:PARTITION:securityhub:REGION:….");
        if (string.IsNullOrEmpty(finding.AwsAccountId)) throw new TranslationException(finding.Id, "it has no AwsAccountId.");
        CheckPartition(finding.Id, product.Partition, region);
        var isInspectorForm = product.Resource == InspectorFields.Product;
        var account = finding.Copy();
        account.Id = FindingIds.InAccount(finding.Id);
        account.ProductArn = AsffProductArn.Default(product.Partition, region ?? product.Region, finding.AwsAccountId!);
        if (isInspectorForm) (account.ProductName, account.CompanyName) = (InspectorFields.ProductName, InspectorFields.CompanyName);
        account.Region = null;
        account.UpdatedAtText = isInspectorForm ? AsffOtherForm.UpdatedAtOf(finding) : finding.UpdatedAtText;
        account.Severity = Agreeing(finding.Severity);
        account.ProductFields = InspectorFields.InAccount(finding, isInspectorForm);
        account.Resources = Typed(finding.Resources, account);
        account.FindingProviderFields = ProviderFieldsOf(finding);
        account.Workflow = null;
        account.WorkflowState = null;
        account.Note = null;
        account.Unmodeled = WithoutFilledIn(finding.Unmodeled);
        if (isInspectorForm && finding.OtherForm is { } other) account.OtherForm = other with { UpdatedAt = finding.UpdatedAtText! };
        return AsffFit.Fit(account);
    }

    internal static AsffFinding Of(NeutralFinding finding, string? region = null)
    {
        var identity = finding.Identity;
        CheckPartition(identity.InspectorId, identity.Partition, region);
        var account = finding.Asff;
        account.Id = identity.AccountFormId;
        account.ProductArn = AsffProductArn.Default(identity.Partition, region ?? identity.Region, identity.AccountId);
        (account.ProductName, account.CompanyName) = (InspectorFields.ProductName, InspectorFields.CompanyName);
        account.UpdatedAtText = AsffTime.Milliseconds(finding.UpdatedAt);
        account.ProductFields = InspectorFields.InAccount(finding);
        account.FindingProviderFields = ProviderFieldsOf(account);
        account.OtherForm = new AsffOtherForm(InspectorForm.UpdatedAt(finding, account.UpdatedAtText), finding.OfAccountForm);
        return AsffFit.Fit(account);
    }

    private static void CheckPartition(string? id, string partition, string? region)
    {
        if (region is not null && Partitions.Of(region) is var other && other != partition)
            throw new TranslationException(id,
                $"it is of the partition {partition}, and the Region {region} is of {other}: no finding goes from one to another. " +
                $"Leave the Region out, or give a Region of {partition}.");
    }

    // Who has set another label means it: the number follows.
    private static AsffSeverity? Agreeing(AsffSeverity? severity) =>
        severity is { Label: { } label, Normalized: { } normalized } && AsffSeverity.NormalizedOf(label) is { } first
            && AsffSeverity.LabelOf(normalized) != label
            ? new AsffSeverity { Label = label, Normalized = first, Original = severity.Original, Unmodeled = severity.Unmodeled }
            : severity;

    // A resource without a type is one all the same.
    private static ItemList<AsffResource>? Typed(ItemList<AsffResource>? resources, AsffFinding finding)
    {
        if (resources?.Exists(resource => resource is not null && AsffText.First(resource.Type) is null) != true) return resources;
        finding.Warnings = [.. finding.Warnings, "A resource has no type; it goes as Other."];
        return resources.Map(resource =>
        {
            if (AsffText.First(resource.Type) is not null) return resource;
            var typed = resource.Copy();
            typed.Type = "Other";
            return typed;
        });
    }

    // Where a provider may update what it says: on a finding that Security Hub holds, the top level is the customer's.
    private static AsffFindingProviderFields ProviderFieldsOf(AsffFinding finding)
    {
        var given = finding.FindingProviderFields;
        return new AsffFindingProviderFields
        {
            Confidence = finding.Confidence ?? given?.Confidence,
            Criticality = finding.Criticality ?? given?.Criticality,
            Severity = finding.Severity is { } severity
                ? new AsffFindingProviderSeverity { Label = severity.Label, Original = severity.Original } : given?.Severity,
            Types = finding.Types ?? given?.Types,
            Unmodeled = given?.Unmodeled,
        };
    }

    private static AsffMembers? WithoutFilledIn(AsffMembers? members)
    {
        if (members is null) return null;
        var kept = new AsffMembers();
        foreach (var member in members)
        {
            if (Array.IndexOf(FilledInByTheService, member.Key) < 0) kept.Add(member.Key, member.Value);
        }

        return kept.Count > 0 ? kept : null;
    }
}
