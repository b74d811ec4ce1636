namespace InspectorHub.Emulator;

/// <summary>Something that goes wrong while it is in force: for a time, for a number of calls, or until it is lifted.</summary>
public sealed class EmulatorFault
{
    // About as long as timers run.
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(24);

    /// <summary>What goes wrong.</summary>
    public EmulatorFaultKind Kind { get; set; }

    /// <summary>How long from the moment it is added, at most 24 days; null until it is lifted.</summary>
    public TimeSpan? Duration { get; set; }

    /// <summary>How many calls it hits; null for all. Not for <see cref="EmulatorFaultKind.Refuse"/>.</summary>
    public int? Calls { get; set; }

    /// <summary>The operations it concerns, with wildcards (<c>*</c>, <c>?</c>): <c>BatchImportFindings</c>, <c>*</c>.</summary>
    public string Operation { get; set; } = "*";

    /// <summary>For <see cref="EmulatorFaultKind.Status"/>: the HTTP status, 200 to 599.</summary>
    public int Status { get; set; } = 503;

    /// <summary>The service's name for the error, of printable ASCII; null takes the usual one of the status.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The text of the error, of the refusal of a finding, or of the garbage; null takes the usual one.</summary>
    public string? Message { get; set; }

    /// <summary>Sent as Retry-After, in whole seconds.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>For <see cref="EmulatorFaultKind.Latency"/>: how late, at most 24 days.</summary>
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

    // What cannot be put into an answer would end the connection instead, and look like another fault.
    internal void Check()
    {
        if (!Enum.IsDefined(typeof(EmulatorFaultKind), Kind)) throw new FormatException($"{Kind} is no kind of fault.");
        if (Status is < 200 or > 599) throw new FormatException($"A fault's status is 200 to 599, and not {Status}.");
        if (ErrorCode?.Any(letter => letter is < ' ' or > '~') == true)
            throw new FormatException("A fault's error code is of printable ASCII.");
        if (Calls < 0) throw new FormatException($"A fault hits no {Calls} calls.");
        if (Operation is null || Match is null) throw new FormatException("A fault's operation and match are texts; '*' is all.");
        if (IsNoTime(Duration) || IsNoTime(Delay) || RetryAfter < TimeSpan.Zero)
            throw new FormatException($"A fault's times are not negative, and last at most {LongestTime.TotalDays:0} days.");
    }

    private static bool IsNoTime(TimeSpan? time) => time < TimeSpan.Zero || time > LongestTime;

    /// <summary>What goes wrong, and where it is not for all: <c>Throttle of BatchImportFindings</c>.</summary>
    public override string ToString()
    {
        var kind = Kind == EmulatorFaultKind.Status ? $"{Kind} {Status}" : Kind.ToString();
        var concerned = Kind == EmulatorFaultKind.RejectFinding ? Match : Operation;
        return concerned == "*" ? kind : $"{kind} of {concerned}";
    }
}
