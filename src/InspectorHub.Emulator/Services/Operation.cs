using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Models;

namespace InspectorHub.Emulator.Services;

/// <summary>An operation that the emulator plays. Its place in HTTP and the check of its requests come from the service's model.</summary>
/// <param name="Name">For example <c>BatchImportFindings</c>.</param>
/// <param name="Answer">Carries it out.</param>
internal sealed record Operation(string Name, Func<ServiceCall, HttpReply> Answer)
{
    /// <summary>Of Security Hub: is answered while Security Hub CSPM is off, too.</summary>
    public bool WorksWithoutHub { get; init; }

    /// <summary>Its place in HTTP, where the service's model does not know it.</summary>
    public ModelOperation? Unmodeled { get; init; }
}
