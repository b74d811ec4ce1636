using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.Services;

/// <summary>One AWS service that the emulator plays.</summary>
internal interface IEmulatedService
{
    /// <summary>The signing name, by which a call finds its service.</summary>
    string Name { get; }

    /// <summary>What a request is for; null for what the service does not have.</summary>
    RequestTarget? Find(HttpRequest request);

    /// <summary>Carries out a call of an operation that is played.</summary>
    /// <exception cref="ServiceError">The service refuses it.</exception>
    HttpReply Answer(Operation operation, ServiceCall call);

    /// <summary>An error in the service's own form.</summary>
    HttpReply Refuse(ServiceError error, string requestId);
}
