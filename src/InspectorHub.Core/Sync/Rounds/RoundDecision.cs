namespace InspectorHub.Sync.Rounds;

/// <summary>What is to become of a round.</summary>
public enum RoundDecision
{
    /// <summary>It begins.</summary>
    Begin,

    /// <summary>It is left out; a watch goes on with the next.</summary>
    LeaveOut,

    /// <summary>There is to be none, and no other after it.</summary>
    End,
}
