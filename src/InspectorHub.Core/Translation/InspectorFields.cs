using InspectorHub.Asff;

namespace InspectorHub.Translation;

/// <summary>What a finding says of its product, and the keys of ProductFields in the two forms: the prefix <c>aws/</c> is reserved for AWS's own services.</summary>
internal static class InspectorFields
{
    /// <summary>The resource of Inspector's product ARN.</summary>
    public const string Product = "product/aws/inspector";

    public const string ProductName = "Inspector";

    public const string CompanyName = "Amazon";

    private const string Reserved = "aws/";
    private const string FilledIn = Reserved + "securityhub/";
    private const string OfInspector = "inspector/";

    /// <summary>Adds the three fields that Security Hub adds to every finding.</summary>
    public static void AddFilledIn(Dictionary<string, string> fields, string productArn, string id)
    {
        fields[FilledIn + "FindingId"] = $"{productArn}/{id}";
        fields[FilledIn + "ProductName"] = ProductName;
        fields[FilledIn + "CompanyName"] = CompanyName;
    }

    public static Dictionary<string, string>? InAccount(Dictionary<string, string>? fields)
    {
        if (fields is null) return null;
        var renamed = new Dictionary<string, string>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (field.Key.StartsWith(FilledIn, StringComparison.Ordinal)) continue;
            renamed[field.Key.StartsWith(Reserved, StringComparison.Ordinal) ? field.Key.Substring(Reserved.Length) : field.Key] = field.Value;
        }

        return renamed.Count > 0 ? renamed : null;
    }

    public static Dictionary<string, string> AtInspector(Dictionary<string, string>? fields, AsffFinding finding)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in fields ?? [])
            renamed[field.Key.StartsWith(OfInspector, StringComparison.Ordinal) ? Reserved + field.Key : field.Key] = field.Value;
        AddFilledIn(renamed, finding.ProductArn!, finding.Id!);
        return renamed;
    }
}
