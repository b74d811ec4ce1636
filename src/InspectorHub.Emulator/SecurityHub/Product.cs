
namespace InspectorHub.Emulator.SecurityHub;

/// <summary>A product that can send findings, as DescribeProducts gives it.</summary>
internal sealed record Product(string Arn, string Name, string Company, string Description, string Category, string IntegrationType);
