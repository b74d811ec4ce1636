using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator;

/// <summary>One AWS service that the emulator plays.</summary>
internal interface IEmulatedService
{
    /// <summary>The signing name, by which a call finds its service.</summary>
    string Name { get; }

    /// <summary>The operation that a request is for; null for one that is not played.</summary>
    Route? Find(HttpRequest request, out string label);

    /// <summary>An error in the service's own form.</summary>
    HttpReply Refuse(ServiceError error, string requestId);
}
