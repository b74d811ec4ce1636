using InspectorHub.Emulator.Filters;

namespace InspectorHub.Emulator.Store;

/// <summary>A finding that a hub holds.</summary>
/// <param name="Row">Its place; grows with every new finding.</param>
/// <param name="SetByCustomer">The attributes that BatchUpdateFindings has set and that the provider also sends, comma-separated.</param>
/// <param name="Body">The finding as UTF-8 JSON, as GetFindings gives it.</param>
internal sealed record HeldFinding(long Row, string SetByCustomer, byte[] Body)
{
    /// <summary>What it consists of, to be read or changed.</summary>
    public JsonMembers Members => JsonMembers.Read(Body);

    /// <summary>The provider's UpdatedAt; only a later one updates the finding.</summary>
    public DateTimeOffset UpdatedAt => FindingTime.Parse(Members.Text("UpdatedAt")) ?? DateTimeOffset.MinValue;
}
