namespace InspectorHub.Emulator;

/// <summary>Something that goes wrong while it is in force: for a time, for a number of calls, or until it is lifted.</summary>
public sealed class EmulatorFault
{
    /// <summary>What goes wrong.</summary>
    public EmulatorFaultKind Kind { get; set; }

    /// <summary>How long from the moment it is added; null until it is lifted.</summary>
    public TimeSpan? Duration { get; set; }

    /// <summary>How many calls it hits; null for all. Not for <see cref="EmulatorFaultKind.Refuse"/>.</summary>
    public int? Calls { get; set; }

    /// <summary>The operations it concerns, with wildcards (<c>*</c>, <c>?</c>): <c>BatchImportFindings</c>, <c>*</c>.</summary>
    public string Operation { get; set; } = "*";

    /// <summary>For <see cref="EmulatorFaultKind.Status"/>: the HTTP status.</summary>
    public int Status { get; set; } = 503;

    /// <summary>The service's name for the error; null takes the usual one of the status.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The text of the error, of the refusal of a finding, or of the garbage; null takes the usual one.</summary>
    public string? Message { get; set; }

    /// <summary>Sent as Retry-After, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>For <see cref="EmulatorFaultKind.Latency"/>: how late.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>For <see cref="EmulatorFaultKind.RejectFinding"/>: a finding's Id or Title, with wildcards.</summary>
    public string Match { get; set; } = "*";

    /// <summary>A fault by the name of its kind, in force for all calls until it is lifted: <c>Throttle</c>.</summary>
    /// <exception cref="FormatException">There is no kind of that name.</exception>
    public static EmulatorFault Parse(string kind) =>
        Enum.TryParse<EmulatorFaultKind>(kind, ignoreCase: true, out var known) && Enum.IsDefined(typeof(EmulatorFaultKind), known)
            ? new EmulatorFault { Kind = known }
            : throw new FormatException(
                $"'{kind}' is no kind of fault. There are {string.Join(", ", Enum.GetNames(typeof(EmulatorFaultKind)))}; what else a " +
                "fault has is said as @{ Kind = 'Throttle'; Duration = '00:00:30' }.");

    /// <summary>What goes wrong, and where it is not for all: <c>Throttle of BatchImportFindings</c>.</summary>
    public override string ToString()
    {
        var kind = Kind == EmulatorFaultKind.Status ? $"{Kind} {Status}" : Kind.ToString();
        var concerned = Kind == EmulatorFaultKind.RejectFinding ? Match : Operation;
        return concerned == "*" ? kind : $"{kind} of {concerned}";
    }
}
