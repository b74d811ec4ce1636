using System.Text.Json;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Whether a finding adheres to the format.</summary>
internal static class FindingFormat
{
    private static readonly string[] Required = ["SchemaVersion", "Id", "ProductArn", "GeneratorId", "AwsAccountId", "CreatedAt", "UpdatedAt", "Title", "Description", "Resources"];

    /// <summary>What is wrong, in Security Hub's words; null when nothing is.</summary>
    public static string? Check(JsonElement finding)
    {
        var missing = Required.Where(member => !finding.TryGetProperty(member, out _)).Select(member => $"data should have required property '{member}'").ToList();
        return missing.Count == 0 ? null : $"Finding does not adhere to Amazon Finding Format. {string.Join(", ", missing)}.";
    }
}
