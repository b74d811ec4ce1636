using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Common;

namespace InspectorHub.Translation;

/// <summary>
/// What a finding says of its product, and the keys of ProductFields in the two forms: the prefix <c>aws/</c> is reserved for AWS's own
/// services.
/// </summary>
internal static class InspectorFields
{
    /// <summary>The resource of Inspector's product ARN.</summary>
    public const string Product = "product/aws/inspector";

    public const string ProductName = "Inspector";

    public const string CompanyName = "Amazon";

    /// <summary>The field of the account form that has the ARN of a finding whose Id is one in the Inspector form.</summary>
    public const string FindingArn = "findingArn";

    private const string Reserved = "aws/";
    private const string FilledIn = Reserved + "securityhub/";
    private const string OfInspector = "inspector/";
    private const int FilledInCount = 3;

    /// <summary>The fields of a finding in the Inspector form, with the three that Security Hub adds to every finding.</summary>
    public static TextMap AtInspector(NeutralFinding finding)
    {
        var fields = new FilledInFields(finding.Fields.Count, finding.Identity.InspectorProduct, finding.Identity.InspectorId);
        foreach (var field in finding.Fields.All)
        {
            if (field.Kind == NeutralFieldKind.OfInspector) fields.Add(FieldNames.Join(Reserved + OfInspector, field.Name), field.Value);
            else if (field.Kind == NeutralFieldKind.Plain) fields.Add(field.Name, field.Value);
        }

        return fields.Complete();
    }

    /// <summary>The value of one of Inspector's own fields in either form; null where there is none.</summary>
    public static string? Find(Dictionary<string, string>? fields, string name) =>
        fields is null ? null
        : fields.TryGetValue(OfInspector + name, out var value) || fields.TryGetValue(Reserved + OfInspector + name, out value)
            ? value
            : null;

    /// <summary>The fields of a finding in the account form.</summary>
    public static TextMap InAccount(NeutralFinding finding)
    {
        var fields = new TextMap(finding.Fields.Count + 1);
        foreach (var field in finding.Fields.All) fields[NameInAccount(field)] = field.Value;
        return fields;
    }

    /// <summary>The fields of a finding in the account form, from those of a finding in either form.</summary>
    public static TextMap? InAccount(AsffFinding finding, bool isInspectorForm)
    {
        var fields = new TextMap(finding.ProductFields?.Count ?? 0);
        foreach (var field in finding.ProductFields ?? [])
        {
            if (field.Key.StartsWith(FilledIn, StringComparison.Ordinal)) continue;
            fields[field.Key.StartsWith(Reserved, StringComparison.Ordinal) ? field.Key.Substring(Reserved.Length) : field.Key] =
                field.Value;
        }

        if (finding.Id?.StartsWith(Arn.Prefix, StringComparison.Ordinal) == true) fields[OfInspector + FindingArn] = finding.Id;
        // What the user has set since counts more than what was left behind.
        if (isInspectorForm && finding.OtherForm is { } other)
        {
            foreach (var field in other.Fields.Where(field => !fields.ContainsKey(field.Key))) fields.Add(field.Key, field.Value);
        }

        return fields.Count > 0 ? fields : null;
    }

    /// <summary>The fields that only the account form has: those that Inspector does not send, and those beyond the fifty.</summary>
    public static TextMap OfAccountForm(this NeutralFinding finding)
    {
        var fields = new TextMap();
        var sent = finding.Fields.Count + FilledInCount > AsffLimits.Fields ? FirstAtInspector(finding) : null;
        foreach (var field in finding.Fields.All)
        {
            var name = NameInAccount(field);
            if (field.Kind == NeutralFieldKind.OfAccountForm || sent?.Contains(name) == false) fields[name] = field.Value;
        }

        return fields;
    }

    /// <summary>The fields of a finding in the Inspector form, from those of a finding in the account form.</summary>
    public static TextMap AtInspector(AsffFinding account, AsffFinding inspector)
    {
        var fields = new FilledInFields(account.ProductFields?.Count ?? 0, inspector.ProductArn!, inspector.Id!);
        var ofAccountForm = account.OtherForm?.Fields;
        foreach (var field in account.ProductFields ?? [])
        {
            // The Id says it, or Inspector's own form has none such.
            if (field.Key == OfInspector + FindingArn && field.Value == inspector.Id) continue;
            if (ofAccountForm?.ContainsKey(field.Key) == true) continue;
            fields.Add(field.Key.StartsWith(OfInspector, StringComparison.Ordinal) ? Reserved + field.Key : field.Key, field.Value);
        }

        return fields.Complete();
    }

    /// <summary>The ARN that a finding in the account form has kept.</summary>
    public static string? ArnIn(TextMap? fields) =>
        fields is not null && fields.TryGetValue(OfInspector + FindingArn, out var arn)
            && arn.StartsWith(Arn.Prefix, StringComparison.Ordinal) ? arn : null;

    private static string NameInAccount(NeutralField field) =>
        field.Kind == NeutralFieldKind.Plain ? field.Name : FieldNames.Join(OfInspector, field.Name);

    // As many as the format takes; two attributes of one name are one field.
    private static HashSet<string> FirstAtInspector(NeutralFinding finding)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in finding.Fields.All)
        {
            if (field.Kind != NeutralFieldKind.OfAccountForm && names.Count < AsffLimits.Fields - FilledInCount)
                names.Add(NameInAccount(field));
        }

        return names;
    }

    /// <summary>
    /// Fields of the Inspector form in the making. Those that Security Hub adds come after Inspector's own and before the attributes,
    /// which are those that go where there are more than the format takes.
    /// </summary>
    private struct FilledInFields(int count, string productArn, string id)
    {
        private readonly TextMap fields = new(count + FilledInCount);
        private bool isFilledIn;

        public void Add(string key, string value)
        {
            if (!key.StartsWith(Reserved, StringComparison.Ordinal)) FillIn();
            fields[key] = value;
        }

        public TextMap Complete()
        {
            FillIn();
            return fields;
        }

        private void FillIn()
        {
            if (isFilledIn) return;
            isFilledIn = true;
            fields[FilledIn + "FindingId"] = $"{productArn}/{id}";
            fields[FilledIn + "ProductName"] = ProductName;
            fields[FilledIn + "CompanyName"] = CompanyName;
        }
    }
}
