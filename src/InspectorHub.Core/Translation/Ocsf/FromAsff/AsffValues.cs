using InspectorHub.Common;

namespace InspectorHub.Translation.Ocsf.FromAsff;

/// <summary>Values as ASFF keeps them: dates as RFC 3339, fields by name.</summary>
internal static class AsffValues
{
    public static DateTimeOffset? Date(string? text) => Rfc3339.Read(text)?.ToUniversalTime();

    /// <summary>A field; null where there is none.</summary>
    public static string? Field(this Dictionary<string, string>? fields, string name) =>
        fields is not null && fields.TryGetValue(name, out var value) ? value : null;
}
