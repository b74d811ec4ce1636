namespace InspectorHub.Outbox.Storage;

/// <summary>Within a transaction: gathers documents into bundles and stores them.</summary>
internal sealed class BundleWriter(OutboxConnection connection)
{
    private readonly List<ReadOnlyMemory<byte>> documents = [];
    private long number;
    private int bytes;

    /// <summary>Adds a document and gives its number, which is never given twice: it names one version of a finding.</summary>
    public long Add(ReadOnlyMemory<byte> document)
    {
        if (number == 0) number = connection.Number("SELECT seq FROM sqlite_sequence WHERE name = 'bundle'") + 1;
        var given = number * Bundle.Places + documents.Count;
        documents.Add(document);
        bytes += document.Length;
        if (Bundle.IsFull(documents.Count, bytes)) Flush();
        return given;
    }

    /// <summary>Somebody is about to let go of a document: its bundle has to be there to lose it.</summary>
    public void StoreBundleOf(long document)
    {
        if (Bundle.Of(document) == number) Flush();
    }

    /// <summary>Stores what has been gathered.</summary>
    public void Flush()
    {
        if (documents.Count == 0) return;
        connection.Execute(
            "INSERT INTO bundle (number, body, packed, live) VALUES ($number, $body, 1, $live)",
            ("$number", number), ("$body", Bundle.Pack(documents)), ("$live", documents.Count));
        documents.Clear();
        number++;
        bytes = 0;
    }
}
