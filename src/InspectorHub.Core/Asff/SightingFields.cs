using System.Text.Json;

namespace InspectorHub.Asff;

/// <summary>
/// Keys of ProductFields that name one sighting of a problem and not the problem: each scan has its own. A finding that differs
/// from an earlier one in nothing else has not changed.
/// </summary>
internal static class SightingFields
{
    /// <summary>The CIS scan that found it.</summary>
    public const string CisScanArn = "inspector/cis/scanArn";

    /// <summary>Its result there.</summary>
    public const string CisFindingArn = "inspector/cis/findingArn";

    /// <summary>Whether the name that a reader stands at is one of them.</summary>
    public static bool Contains(ref Utf8JsonReader name) => name.ValueTextEquals(CisScanArn) || name.ValueTextEquals(CisFindingArn);
}
