namespace InspectorHub.Emulator.Models;

/// <summary>A member of a structure.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Shape">What it may be.</param>
/// <param name="Location"><c>querystring</c>, <c>uri</c> or <c>header</c>; null for the body.</param>
/// <param name="WireName">Its name on the wire.</param>
internal sealed record ModelMember(string Name, ModelShape Shape, string? Location, string WireName);
