namespace InspectorHub.Findings;

/// <summary>What is wrong with a source or with one of its findings.</summary>
public enum FindingProblemKind
{
    /// <summary>The text is not JSON, or ends before it is complete.</summary>
    Malformed,

    /// <summary>The source cannot be read, or is damaged.</summary>
    Unreadable,

    /// <summary>JSON, but not of a kind that holds Inspector findings.</summary>
    UnknownDocument,

    /// <summary>A finding that does not say which: its ARN is missing.</summary>
    MissingArn,

    /// <summary>A finding with a member of another type than Inspector's.</summary>
    WrongShape,

    /// <summary>Inspector itself could not give this finding: an entry of failedItems or errors.</summary>
    NotDescribed,

    /// <summary>Right as it is, but it needs something that did not come with it.</summary>
    Incomplete,
}
