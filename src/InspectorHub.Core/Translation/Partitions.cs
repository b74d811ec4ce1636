namespace InspectorHub.Translation;

/// <summary>The partitions that ASFF has words for.</summary>
internal static class Partitions
{
    /// <summary>The partition where <c>Resource.Partition</c> allows it, else null: the member is optional and the others are refused.</summary>
    public static string? InAsff(string? partition) => partition is "aws" or "aws-cn" or "aws-us-gov" ? partition : null;
}
