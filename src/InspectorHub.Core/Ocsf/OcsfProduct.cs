namespace InspectorHub.Ocsf;

/// <summary>Whose finding it is.</summary>
/// <param name="Name">The product.</param>
/// <param name="Vendor">Who makes it.</param>
/// <param name="Uid">Its ARN in Security Hub; null for what no product of the hub reports.</param>
/// <param name="Feature">The part of the product.</param>
internal sealed record OcsfProduct(string Name, string Vendor, string? Uid = null, string? Feature = null)
{
    /// <summary>Amazon Inspector, as the hub names it for the flow of its own.</summary>
    public static OcsfProduct Inspector(string partition, string region) =>
        new("Inspector", "AWS", $"arn:{partition}:securityhub:{region}::productv2/aws/inspector");

    /// <summary>What Amazon Inspector's own flow never carries: it may not stand under AWS's ARN.</summary>
    public static OcsfProduct Own(string feature) => new("InspectorHub", "InspectorHub", Feature: feature);
}
