namespace InspectorHub.Common;

/// <summary>The partitions of AWS, as far as findings name them.</summary>
internal static class Partitions
{
    /// <summary>
    /// The partition where <c>Resource.Partition</c> allows it, else null: the member is optional and the others are
    /// refused.
    /// </summary>
    public static string? InAsff(string? partition) =>
        partition is "aws" or "aws-cn" or "aws-us-gov" or "aws-us-iso" or "aws-us-iso-b" or "AzureCloud" ? partition : null;

    /// <summary>The partition that a Region is in, for what names a Region alone. Source: AWS General Reference, Region names.</summary>
    public static string Of(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : region.StartsWith("us-iso-", StringComparison.Ordinal) ? "aws-iso"
        : region.StartsWith("us-isob-", StringComparison.Ordinal) ? "aws-iso-b"
        : region.StartsWith("us-isof-", StringComparison.Ordinal) ? "aws-iso-f"
        : region.StartsWith("eu-isoe-", StringComparison.Ordinal) ? "aws-iso-e"
        : region.StartsWith("eusc-", StringComparison.Ordinal) ? "aws-eusc"
        : "aws";
}
