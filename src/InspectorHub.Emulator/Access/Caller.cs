
namespace InspectorHub.Emulator.Access;

/// <summary>Who calls.</summary>
/// <param name="Account">The account, 12 digits.</param>
/// <param name="Arn">The identity, as STS names it.</param>
/// <param name="PlaysEveryAccount">The caller may import for any account, as if each called for itself.</param>
internal sealed record Caller(string Account, string Arn, bool PlaysEveryAccount);
