namespace InspectorHub.Emulator;

/// <summary>What goes wrong.</summary>
public enum EmulatorFaultKind
{
    /// <summary>Calls are answered with an HTTP status, 503 unless another is given.</summary>
    Status,

    /// <summary>Calls are answered with 429.</summary>
    Throttle,

    /// <summary>Connections are refused, open ones are ended. Concerns every operation.</summary>
    Refuse,

    /// <summary>The connection is reset before the call is looked at.</summary>
    Reset,

    /// <summary>The call is carried out, then the connection is reset instead of the answer.</summary>
    ResetAfterAccept,

    /// <summary>No answer comes until the fault is lifted; then the connection is reset.</summary>
    Hang,

    /// <summary>The answer is 200 with a page of HTML, as a proxy in between gives it.</summary>
    Garbage,

    /// <summary>Answers are late.</summary>
    Latency,

    /// <summary>Findings whose Id or Title match a pattern are refused in an import, the others taken.</summary>
    RejectFinding,
}
