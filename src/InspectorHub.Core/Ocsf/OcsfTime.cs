using InspectorHub.Common;

namespace InspectorHub.Ocsf;

/// <summary>Times as OCSF's <c>datetime_t</c> has them in the hub: ISO 8601 in UTC with three digits and Z.</summary>
internal static class OcsfTime
{
    public static string Text(DateTimeOffset time) => Rfc3339.Milliseconds(time);
}
