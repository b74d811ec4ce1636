namespace InspectorHub.Json;

/// <summary>What a <see cref="JsonSplitter"/> has come upon.</summary>
public enum JsonPieceKind
{
    /// <summary>An element of an array: of an array at the top, or of one that a top-level object lists its elements in.</summary>
    Element,

    /// <summary>A whole top-level object without such an array: one line of NDJSON, one event, one finding.</summary>
    Document,

    /// <summary>The value of a member that stands beside the elements and was asked for.</summary>
    Side,

    /// <summary>A place where the text is not JSON, or ends too early. What follows is read on with where that is possible.</summary>
    Problem,
}
