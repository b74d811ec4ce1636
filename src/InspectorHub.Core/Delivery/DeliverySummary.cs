namespace InspectorHub.Delivery;

/// <summary>
/// What became of the findings that were given to a dispatcher. What Security Hub has not acknowledged is not counted as sent.
/// </summary>
public sealed record DeliverySummary
{
    /// <summary>Findings given to the dispatcher: the sum of received, unchanged, superseded, refused, waiting and elsewhere.</summary>
    public int Findings => Received + Unchanged + Superseded + Refused + Waiting + Elsewhere;

    /// <summary>Security Hub has acknowledged these.</summary>
    public int Received { get; init; }

    /// <summary>Of the received ones: updates of findings that Security Hub had acknowledged before.</summary>
    public int Updated { get; init; }

    /// <summary>Security Hub has acknowledged the same content before; they were not sent.</summary>
    public int Unchanged { get; init; }

    /// <summary>A newer version of the finding went, or will go, in their place.</summary>
    public int Superseded { get; init; }

    /// <summary>Security Hub has refused these; they are set aside in the outbox.</summary>
    public int Refused { get; init; }

    /// <summary>These are on disk and still to be delivered: resumed, or by the next who delivers from the same outbox.</summary>
    public int Waiting { get; init; }

    /// <summary>Another sender on the same outbox has taken care of these.</summary>
    public int Elsewhere { get; init; }

    /// <summary>
    /// Findings that waited from before, or came from another sender, and that Security Hub has taken now. Not part of <see
    /// cref="Findings"/>.
    /// </summary>
    public int Earlier { get; init; }

    /// <summary>Of the findings: those that Amazon Inspector, or the scan, no longer has, which are archived.</summary>
    public int Ended { get; init; }

    /// <summary>
    /// Findings that Amazon Inspector, or the scan, no longer has and that stay as they are: more than may be archived at once, not
    /// confirmed, not certain because of errors, or damaged in the outbox. Not part of <see cref="Findings"/>.
    /// </summary>
    public int NotEnded { get; init; }

    /// <summary>
    /// What came and could not be sent: it is no finding, or none that may go there. Each has its error. Not part of <see
    /// cref="Findings"/>.
    /// </summary>
    public int Unusable { get; init; }

    /// <summary>
    /// Whether all that came was sent, Security Hub has answered for all of it and refused none, and nothing is left in force that is
    /// over.
    /// </summary>
    public bool IsComplete => Refused == 0 && Waiting == 0 && NotEnded == 0 && Unusable == 0;

    /// <summary>The Region, or the Regions, that the findings went to.</summary>
    public string? Region { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The outbox that findings wait in.</summary>
    public string OutboxPath { get; init; } = "";
}
