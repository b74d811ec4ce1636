using InspectorHub.Asff;

namespace InspectorHub.Translation;

/// <summary>Makes a finding fit the format: text cut with a mark, lists capped, empty values left out; every cut is reported on the finding.</summary>
internal sealed class AsffFit
{
    private readonly List<AsffCut> cuts = [];

    private AsffFit()
    {
    }

    public static AsffFinding Fit(AsffFinding finding)
    {
        var fit = new AsffFit();
        fit.Apply(finding);
        if (fit.cuts.Count > 0) finding.Cuts = fit.cuts;
        return finding;
    }

    private void Apply(AsffFinding finding)
    {
        finding.Title = Text("Title", finding.Title, AsffLimits.Title);
        finding.Description = Text("Description", finding.Description, AsffLimits.Description);
        if (finding.Remediation?.Recommendation is { } recommendation)
            recommendation.Text = Text("Remediation.Recommendation.Text", recommendation.Text, AsffLimits.RecommendationText);
        finding.ProductFields = Fields("ProductFields", finding.ProductFields, AsffLimits.Fields, AsffLimits.FieldKey, AsffLimits.ProductFieldValue);
        finding.Resources = Items("Resources", finding.Resources, AsffLimits.Resources);
        for (var number = 0; number < finding.Resources?.Count; number++) Apply($"Resources[{number}]", finding.Resources[number]);
    }

    private void Apply(string path, AsffResource resource)
    {
        resource.Tags = Fields($"{path}.Tags", resource.Tags, AsffLimits.Tags, AsffLimits.TagKey, AsffLimits.TagValue);
        if (resource.Details?.AwsEc2Instance is { } instance)
        {
            instance.IpV4Addresses = Items($"{path}.Details.AwsEc2Instance.IpV4Addresses", instance.IpV4Addresses, AsffLimits.Ec2Addresses);
            instance.IpV6Addresses = Items($"{path}.Details.AwsEc2Instance.IpV6Addresses", instance.IpV6Addresses, AsffLimits.Ec2Addresses);
        }
    }

    private string? Text(string path, string? text, int limit)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text!.Length <= limit) return text;
        cuts.Add(new AsffCut(path, limit, text.Length, "characters"));
        return AsffText.Cut(text, limit);
    }

    private List<T>? Items<T>(string path, List<T>? items, int limit)
    {
        if (items is not { Count: > 0 }) return null;
        if (items.Count <= limit) return items;
        cuts.Add(new AsffCut(path, limit, items.Count, "items"));
        return items.GetRange(0, limit);
    }

    private Dictionary<string, string>? Fields(string path, Dictionary<string, string>? fields, int limit, int keyLimit, int valueLimit)
    {
        if (fields is not { Count: > 0 }) return null;
        var fitting = new Dictionary<string, string>(fields.Count, StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (Text($"{path}['{field.Key}']", field.Value, valueLimit) is not { } value) continue;
            if (fitting.Count == limit)
            {
                cuts.Add(new AsffCut(path, limit, fields.Count, "fields"));
                break;
            }

            fitting[field.Key.Length <= keyLimit ? field.Key : AsffText.Cut(field.Key, keyLimit)] = value;
        }

        return fitting.Count > 0 ? fitting : null;
    }
}
