namespace InspectorHub.Outbox.Storage;

/// <summary>The states of a waiting finding as they stand in SQL; the numbers are those of <see cref="OutboxState"/>.</summary>
internal static class SqlState
{
    public const string Pending = "0";
    public const string InFlight = "1";
    public const string Refused = "2";
}
