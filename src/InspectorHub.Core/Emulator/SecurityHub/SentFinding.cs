using System.Text.Json;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>A finding of an import.</summary>
/// <param name="Element">As it was sent.</param>
/// <param name="Bytes">Its size on the wire.</param>
internal sealed record SentFinding(JsonElement Element, int Bytes)
{
    public string? Id => Text("Id");

    public string? Title => Text("Title");

    public string? AwsAccountId => Text("AwsAccountId");

    public string? ProductArn => Text("ProductArn");

    public string? UpdatedAt => Text("UpdatedAt");

    private string? Text(string member) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
