namespace InspectorHub.Asff.Rules;

/// <summary>Where a member of a finding is in the text that was checked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameStart">Where the name's opening quote is.</param>
/// <param name="NameLength">The name with its quotes, as it is written.</param>
/// <param name="ValueStart">Where the value starts.</param>
/// <param name="ValueEnd">Where it has ended.</param>
internal readonly record struct AsffMemberPlace(string Name, int NameStart, int NameLength, int ValueStart, int ValueEnd);
