using InspectorHub.Asff;

namespace InspectorHub.Translation;

/// <summary>
/// The account form of a finding: what an account may really import, for its own default product. Sources: Security Hub API,
/// BatchImportFindings (who may call), and the user guide on custom products, FindingProviderFields and reserved keys.
/// </summary>
public static class AccountForm
{
    private const string ReservedPrefix = "aws/";
    private const string FilledInPrefix = "aws/securityhub/";

    /// <summary>Gives the account form; the finding given stays as it is. A finding in the account form comes out equal.</summary>
    /// <param name="finding">In either form.</param>
    /// <param name="region">The Region whose Security Hub is to take it; the finding's own by default.</param>
    /// <exception cref="TranslationException">It has no product ARN or no account.</exception>
    public static AsffFinding From(AsffFinding finding, string? region = null)
    {
        if (Arn.Parse(finding.ProductArn) is not { } product) throw new TranslationException(finding.Id, "it has no ProductArn of the form arn:PARTITION:securityhub:REGION:….");
        if (string.IsNullOrEmpty(finding.AwsAccountId)) throw new TranslationException(finding.Id, "it has no AwsAccountId.");
        var account = finding.Copy();
        account.Id = IdOf(finding.Id);
        account.ProductArn = AsffProductArn.Default(product.Partition, region ?? product.Region, finding.AwsAccountId!);
        account.ProductName = finding.ProductName ?? "Inspector";
        account.CompanyName = finding.CompanyName ?? "Amazon";
        account.Region = null;
        account.ProductFields = FieldsOf(finding.ProductFields);
        account.FindingProviderFields = ProviderFieldsOf(finding);
        account.Workflow = null;
        account.WorkflowState = null;
        account.Note = null;
        return account;
    }

    // Only AWS services may use an ARN as Id: arn:P:inspector2:R:A:finding/F becomes inspector2/R/A/F.
    private static string? IdOf(string? id)
    {
        if (Arn.Parse(id) is not { } arn) return id;
        const string Finding = "finding/";
        var name = arn.Resource.StartsWith(Finding, StringComparison.Ordinal) ? arn.Resource.Substring(Finding.Length) : arn.Resource;
        return $"{arn.Service}/{arn.Region}/{arn.AccountId}/{name}";
    }

    private static Dictionary<string, string>? FieldsOf(Dictionary<string, string>? fields)
    {
        if (fields is null) return null;
        var renamed = new Dictionary<string, string>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.Key.StartsWith(FilledInPrefix, StringComparison.Ordinal)) continue;
            renamed[field.Key.StartsWith(ReservedPrefix, StringComparison.Ordinal) ? field.Key.Substring(ReservedPrefix.Length) : field.Key] = field.Value;
        }

        return renamed.Count > 0 ? renamed : null;
    }

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
}
