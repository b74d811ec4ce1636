using System.Text.Json;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>A finding of an import, as it was sent.</summary>
internal sealed record SentFinding(JsonElement Element)
{
    public string? Id => Text("Id");

    public string? Title => Text("Title");

    public string? AwsAccountId => Text("AwsAccountId");

    public string? ProductArn => Text("ProductArn");

    public string? UpdatedAt => Text("UpdatedAt");

    private string? Text(string member) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
