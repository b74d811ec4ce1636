
namespace InspectorHub.Compare;

/// <summary>How a finding stands at Amazon Inspector and in Security Hub.</summary>
public enum DifferenceKind
{
    /// <summary>The same on both sides.</summary>
    Equal,

    /// <summary>Amazon Inspector has it, Security Hub does not.</summary>
    Missing,

    /// <summary>Security Hub has an older version, or one in another state.</summary>
    Outdated,

    /// <summary>Security Hub has it in force, Amazon Inspector no longer lists it.</summary>
    Orphaned,
}
