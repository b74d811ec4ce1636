using System.Text.Json;

namespace InspectorHub.Emulator.Inspector;

/// <summary>A finding that Amazon Inspector or Inspector Classic reports.</summary>
/// <param name="Arn">Its name.</param>
/// <param name="Account">The account of the ARN.</param>
/// <param name="Region">The Region of the ARN.</param>
/// <param name="Element">The finding as the API gives it.</param>
/// <param name="ForgottenAt">When it is deleted; null while it is not closed.</param>
/// <param name="IsSuppressedByFilter">It is SUPPRESSED because a filter says so, and no longer than that.</param>
internal sealed record ReportedFinding(
    string Arn, string Account, string Region, JsonElement Element, DateTimeOffset? ForgottenAt = null, bool IsSuppressedByFilter = false)
{
    public string? Status => Element.TryGetProperty("status", out var status) ? status.GetString() : null;
}
