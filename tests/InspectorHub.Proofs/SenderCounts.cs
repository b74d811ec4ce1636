namespace InspectorHub.Proofs;

/// <summary>What a sender process reports at its end.</summary>
internal sealed record SenderCounts(int Findings, int Received, int Refused, int Waiting, int Earlier, int ProcessorMilliseconds,
    int Milliseconds);
