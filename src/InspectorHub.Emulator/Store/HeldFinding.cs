using System.Text.Json;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.Store.Columns;

namespace InspectorHub.Emulator.Store;

/// <summary>A finding that a hub holds.</summary>
/// <param name="Row">Its place; grows with every new finding.</param>
/// <param name="SetByCustomer">The attributes that BatchUpdateFindings has set and that the provider also sends, comma-separated.</param>
/// <param name="Body">The finding as UTF-8 JSON, as GetFindings gives it.</param>
internal sealed record HeldFinding(long Row, string SetByCustomer, byte[] Body)
{
    private static readonly FindingPath IdPath = new("Id"), ProductPath = new("ProductArn"), TimePath = new("UpdatedAt");

    /// <summary>Whether it is the one of this name.</summary>
    public bool IsNamed(string id, string? productArn = null) =>
        Text(IdPath) == id && (productArn is null || Text(ProductPath) == productArn);

    /// <summary>What it consists of, to be read or changed.</summary>
    public JsonMembers Members => JsonMembers.Read(Body);

    /// <summary>The provider's UpdatedAt; only a later one updates the finding.</summary>
    public DateTimeOffset UpdatedAt => FindingTime.Parse(Text(TimePath)) ?? DateTimeOffset.MinValue;

    // These stand at the beginning: the finding is not gone through for them.
    private string? Text(FindingPath path) =>
        path.In(new StoredFinding(Body)) is { Length: > 0 } json ? JsonSerializer.Deserialize<string>(json) : null;
}
