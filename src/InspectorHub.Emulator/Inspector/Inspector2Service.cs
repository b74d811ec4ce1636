using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Inspector.Cis;
using InspectorHub.Emulator.Models;
using InspectorHub.Emulator.Services;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.Inspector;

/// <summary>Amazon Inspector, 2020-06-08: REST with JSON.</summary>
internal sealed class Inspector2Service : IEmulatedService
{
    private readonly OperationTable operations;

    public Inspector2Service(EmulatedInspector inspector, InspectorMembers members, Hubs hubs, string? everyAccount) =>
        operations = new OperationTable(
        ServiceModel.Of("inspector2"),
        [
            .. new FindingOperations(inspector, members).All,
            .. new AggregationOperations(inspector, members).All,
            .. new CoverageOperations(inspector, members).All,
            .. new AccountOperations(inspector, members).All,
            .. new OrganizationOperations(members).All,
            .. new FilterOperations(inspector, hubs, everyAccount).All,
            .. new ReportOperations(inspector, members).All,
            .. InspectorTagOperations.All,
            .. ConfigurationOperations.All,
            .. new CisScanOperations(inspector.Cis).All,
            .. new CisConfigurationOperations().All,
        ]);

    public string Name => "inspector2";

    public RequestTarget? Find(HttpRequest request) => operations.Find(request);

    public HttpReply Answer(Operation operation, ServiceCall call)
    {
        if (call.Target.Problem(call) is not { } problem) return operation.Answer(call);
        throw problem.IsOfType
            ? new ServiceError(400, "SerializationException", $"Value at '{problem.Path}' {problem.Constraint}")
            : Inspector2Filters.Invalid($"Value at '{problem.Path}' failed to satisfy constraint: Member {problem.Constraint}");
    }

    public HttpReply Refuse(ServiceError error, string requestId)
    {
        var reply = HttpReply.Json(
            body =>
            {
                body.WriteString("message", error.Message);
                if (error.Code == "ValidationException") body.WriteString("reason", "FIELD_VALIDATION_FAILED");
            },
            error.Status);
        reply.Headers["x-amzn-ErrorType"] = error.Code;
        return reply;
    }
}
