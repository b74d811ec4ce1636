namespace InspectorHub.Emulator.Access;

/// <summary>A key that the emulator has issued.</summary>
/// <param name="Id">Access key id.</param>
/// <param name="Secret">Secret access key.</param>
/// <param name="SessionToken">Must come along, for a key of an assumed role.</param>
/// <param name="ExpiresAt">When a key of an assumed role ends.</param>
/// <param name="Caller">Whose it is.</param>
internal sealed record AccessKey(string Id, string Secret, string? SessionToken, DateTimeOffset? ExpiresAt, Caller Caller);
