namespace InspectorHub.Asff.Rules;

/// <summary>A member of an object of the format.</summary>
internal sealed record AsffMember(string Name, AsffShape Shape, bool IsRequired = false);
