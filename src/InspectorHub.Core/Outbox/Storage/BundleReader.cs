namespace InspectorHub.Outbox.Storage;

/// <summary>Reads documents; neighbours that are asked for in turn are unpacked once.</summary>
internal sealed class BundleReader(OutboxConnection connection)
{
    private long number;
    private IReadOnlyList<ReadOnlyMemory<byte>> documents = [];

    /// <summary>The document of that number.</summary>
    /// <exception cref="OutboxException">It is not there, or damaged.</exception>
    public ReadOnlyMemory<byte> Read(long document)
    {
        if (number != Bundle.Of(document)) (number, documents) = (Bundle.Of(document), Load(Bundle.Of(document)));
        var place = (int)(document % Bundle.Places);
        return place < documents.Count ? documents[place] : throw Damaged();
    }

    private IReadOnlyList<ReadOnlyMemory<byte>> Load(long bundle)
    {
        try
        {
            return connection.Rows("SELECT body, packed FROM bundle WHERE number = $number", ("$number", bundle))
                .Select(row => row.GetBoolean(1) ? Bundle.Unpack(row.GetBytes(0)) : [row.GetBytes(0)])
                .FirstOrDefault() ?? throw Damaged();
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(damage);
        }
    }

    private static OutboxException Damaged(Exception? cause = null) =>
        new(OutboxFailure.Damaged, "The outbox is damaged: a finding in it cannot be read.", cause);
}
