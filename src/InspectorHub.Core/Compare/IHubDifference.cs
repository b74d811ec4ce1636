namespace InspectorHub.Compare;

/// <summary>A finding that differs between Amazon Inspector and a Security Hub, whichever of the two.</summary>
public interface IHubDifference
{
    /// <summary>How it differs.</summary>
    DifferenceKind Kind { get; }
}
