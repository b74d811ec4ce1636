using InspectorHub.Common;

namespace InspectorHub.Reports;

/// <summary>
/// A resource as people speak of it: the end of its ARN, an image without its registry, a digest cut to what tells it apart.
/// </summary>
public static class ResourceName
{
    private const int DigestShown = 12;

    /// <summary>Shortens an ARN or id; what is already short stays as it is.</summary>
    public static string Of(string? id)
    {
        if (id is null) return "";
        var name = Arn.Parse(id) is { } arn ? WithoutKind(arn.Resource) : WithoutRegistry(id);
        var digest = name.IndexOf("sha256:", StringComparison.Ordinal);
        if (digest < 0) return name;
        var end = digest + "sha256:".Length + DigestShown;
        return end < name.Length ? name.Substring(0, end) : name;
    }

    // Of an image the registry says only whose it is: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/web:1.
    private static string WithoutRegistry(string id)
    {
        var registry = id.IndexOf('/');
        return registry > 0 && id.IndexOf(".dkr.ecr", 0, registry, StringComparison.Ordinal) > 0 ? id.Substring(registry + 1) : id;
    }

    // instance/i-1 and function:name:version say what they are; the reader sees that by the name or the type beside it.
    private static string WithoutKind(string resource)
    {
        var mark = resource.IndexOfAny(['/', ':']);
        return mark < 0 ? resource : resource.Substring(mark + 1);
    }
}
