using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;

namespace InspectorHub.Translation;

/// <summary>
/// The account form of a finding: what an account may really import, for its own default product. Sources: Security Hub API,
/// BatchImportFindings (who may call), and the user guide on custom products, FindingProviderFields and reserved keys.
/// </summary>
public static class AccountForm
{
    private static readonly string[] FilledInByTheService = ["ProcessedAt", "AwsAccountName"];

    /// <summary>Gives the account form; the finding given stays as it is. A finding in the account form comes out equal.</summary>
    /// <param name="finding">In either form.</param>
    /// <param name="region">The Region whose Security Hub is to take it; the finding's own by default. The Id stays the same wherever it goes.</param>
    /// <exception cref="TranslationException">It has no product ARN or no account.</exception>
    public static AsffFinding From(AsffFinding finding, string? region = null)
    {
        if (Arn.Parse(finding.ProductArn) is not { Service: AsffProductArn.Service } product) throw new TranslationException(finding.Id, "it has no ProductArn of the form arn:PARTITION:securityhub:REGION:….");
        if (string.IsNullOrEmpty(finding.AwsAccountId)) throw new TranslationException(finding.Id, "it has no AwsAccountId.");
        var account = finding.Copy();
        account.Id = FindingIds.InAccount(finding.Id);
        account.ProductArn = AsffProductArn.Default(product.Partition, region ?? product.Region, finding.AwsAccountId!);
        if (product.Resource == InspectorFields.Product) (account.ProductName, account.CompanyName) = (InspectorFields.ProductName, InspectorFields.CompanyName);
        account.Region = null;
        account.Severity = Agreeing(finding.Severity);
        account.ProductFields = InspectorFields.InAccount(finding.ProductFields);
        account.FindingProviderFields = ProviderFieldsOf(finding);
        account.Workflow = null;
        account.WorkflowState = null;
        account.Note = null;
        account.Unmodeled = WithoutFilledIn(finding.Unmodeled);
        return AsffFit.Fit(account);
    }

    // Who has set another label means it: the number follows.
    private static AsffSeverity? Agreeing(AsffSeverity? severity) =>
        severity is { Label: { } label, Normalized: { } normalized } && AsffSeverity.NormalizedOf(label) is { } first && AsffSeverity.LabelOf(normalized) != label
            ? new AsffSeverity { Label = label, Normalized = first, Original = severity.Original, Unmodeled = severity.Unmodeled }
            : severity;

    // Where a provider may update what it says: on a finding that Security Hub holds, the top level is the customer's.
    private static AsffFindingProviderFields ProviderFieldsOf(AsffFinding finding)
    {
        var given = finding.FindingProviderFields;
        return new AsffFindingProviderFields
        {
            Confidence = finding.Confidence ?? given?.Confidence,
            Criticality = finding.Criticality ?? given?.Criticality,
            Severity = finding.Severity is { } severity ? new AsffFindingProviderSeverity { Label = severity.Label, Original = severity.Original } : given?.Severity,
            Types = finding.Types ?? given?.Types,
            Unmodeled = given?.Unmodeled,
        };
    }

    private static Dictionary<string, System.Text.Json.JsonElement>? WithoutFilledIn(Dictionary<string, System.Text.Json.JsonElement>? members)
    {
        if (members is null) return null;
        var kept = new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (Array.IndexOf(FilledInByTheService, member.Key) < 0) kept.Add(member.Key, member.Value);
        }

        return kept.Count > 0 ? kept : null;
    }
}
