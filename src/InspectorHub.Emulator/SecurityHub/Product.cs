namespace InspectorHub.Emulator.SecurityHub;

/// <summary>A product that can send findings, as DescribeProducts gives it.</summary>
/// <param name="Id"><c>company/product</c>, as in its ARN.</param>
/// <param name="Account">The account in its ARN; empty for most.</param>
/// <param name="Name">ProductName of its findings.</param>
/// <param name="Company">CompanyName of its findings.</param>
/// <param name="Category">What kind of product it is.</param>
/// <param name="Receives">It takes findings from Security Hub, too.</param>
internal sealed record Product(string Id, string Account, string Name, string Company, string Category, bool Receives = false)
{
    public string ArnIn(string partition, string region) => $"arn:{partition}:securityhub:{region}:{Account}:product/{Id}";
}
