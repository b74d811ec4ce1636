namespace InspectorHub.Json;

/// <summary>A piece of a JSON text, good until the splitter is given more text.</summary>
public readonly ref struct JsonPiece
{
    /// <summary>What it is.</summary>
    public JsonPieceKind Kind { get; init; }

    /// <summary>Where it begins.</summary>
    public JsonPosition Position { get; init; }

    /// <summary>For <see cref="JsonPieceKind.Side"/>: the member, as it was asked for.</summary>
    public string? Member { get; init; }

    /// <summary>The UTF-8 text of the value; its inner grammar is not yet checked. Empty for a problem.</summary>
    public ReadOnlySpan<byte> Json { get; init; }

    /// <summary>For <see cref="JsonPieceKind.Problem"/>: what is wrong.</summary>
    public string? Problem { get; init; }
}
