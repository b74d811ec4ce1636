namespace InspectorHub.Emulator.Access;

/// <summary>The partition that a Region belongs to.</summary>
internal static class Partition
{
    public static string Of(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";
}
