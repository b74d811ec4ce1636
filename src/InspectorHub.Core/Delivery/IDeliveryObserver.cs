namespace InspectorHub.Delivery;

/// <summary>Is told how delivery goes, on any thread.</summary>
public interface IDeliveryObserver
{
    /// <summary>A finding has come to its end: acknowledged, unchanged, superseded or refused.</summary>
    void Settled(FindingResult result);

    /// <summary>Something has happened to a lane.</summary>
    void Noticed(LaneNotice notice);
}
