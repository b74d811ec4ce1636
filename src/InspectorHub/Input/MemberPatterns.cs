namespace InspectorHub.Input;

/// <summary>What a user wants of several members of findings, all of which must hold.</summary>
/// <typeparam name="T">What has the members.</typeparam>
/// <param name="members">What is wanted of each, and its values.</param>
internal sealed class MemberPatterns<T>(params (TextPatterns Wanted, Func<T, IEnumerable<string?>> Values)[] members)
{
    private readonly (TextPatterns Wanted, Func<T, IEnumerable<string?>> Values)[] members =
        [.. members.Where(member => member.Wanted.HasWildcards)];

    /// <summary>Whether the service's answer has to be looked through.</summary>
    public bool IsAny => members.Length > 0;

    /// <summary>Whether all that is wanted holds.</summary>
    public bool IsMatch(T item) => members.All(member => member.Wanted.IsMatch(member.Values(item)));
}
