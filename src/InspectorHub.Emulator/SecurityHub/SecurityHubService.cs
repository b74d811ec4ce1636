using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Inspector;
using InspectorHub.Emulator.Models;
using InspectorHub.Emulator.SecurityHub.Accounts;
using InspectorHub.Emulator.SecurityHub.Search;
using InspectorHub.Emulator.SecurityHub.Settings;
using InspectorHub.Emulator.SecurityHubV2;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// AWS Security Hub, 2018-10-26, both of them: Security Hub CSPM, and the new one whose operations end in V2. REST with
/// JSON.
/// </summary>
internal sealed class SecurityHubService : IEmulatedService
{
    private readonly OperationTable operations;

    public SecurityHubService(
        EmulatorOptions options, Products products, EmulatedInspector inspector, Memberships memberships, InspectorMembers members)
    {
        var scope = new FindingScope(memberships);
        var policies = new PolicyOperations(memberships);
        var findings = new OcsfFindings(inspector, members, options.OcsfVersion);
        operations = new OperationTable(
            ServiceModel.Of("securityhub"),
            [
                new("BatchImportFindings", new ImportOperation(options, products).Answer) { WorksWithoutHub = true },
                new("GetFindings", new GetFindingsOperation(scope).Answer),
                new("BatchUpdateFindings", new UpdateOperation(scope).Answer),
                new("GetFindingHistory", new FindingHistory(scope).Answer),
                new("UpdateFindings", new UpdateByFilterOperation(scope).Answer),
                .. HubOperations.All,
                .. new SubscriptionOperations(products).All,
                .. new MemberOperations(memberships).All,
                .. new InvitationOperations(memberships).All,
                .. new HubOrganizationOperations(memberships).All,
                .. policies.All,
                .. new PolicyAssociationOperations(policies).All,
                .. AggregatorOperations.All,
                .. StandardOperations.All,
                .. ActionTargetOperations.All,
                .. new InsightOperations(scope).All,
                .. AutomationRuleOperations.All,
                new("GetFindingsV2", new GetFindingsV2Operation(findings).Answer) { WorksWithoutHub = true },
                new("GetFindingStatisticsV2", new StatisticsV2Operation(findings).Answer) { WorksWithoutHub = true },
                new("BatchUpdateFindingsV2", new UpdateV2Operation(findings).Answer) { WorksWithoutHub = true },
                .. HubV2Operations.All,
                new("DescribeProductsV2", DescribeProductsV2Operation.Answer) { WorksWithoutHub = true },
                .. TagOperations.All,
            ]);
    }

    public string Name => "securityhub";

    public RequestTarget? Find(HttpRequest request) => operations.Find(request);

    public HttpReply Answer(Operation operation, ServiceCall call)
    {
        if (!operation.WorksWithoutHub) HubOperations.RequireHub(call);
        if (call.Target.Problem(call) is { } problem) throw call.Refuse(Words(problem, call.Target.Model));
        return operation.Answer(call);
    }

    public HttpReply Refuse(ServiceError error, string requestId)
    {
        var reply = HttpReply.Json(
            body =>
            {
                body.WriteString("Message", error.Message);
                body.WriteString("Code", error.Code);
            },
            error.Status);
        reply.Headers["x-amzn-ErrorType"] = error.Code;
        return reply;
    }

    // As the service words it: the parameter, and the place within it.
    private static string Words(RequestProblem problem, ModelOperation operation)
    {
        if (problem.Parameter == "MaxResults")
        {
            var size = operation.Input!.Members[problem.Parameter].Shape;
            return $"Invalid parameter 'MaxResults'. MaxResults must be a number between {size.Minimum ?? 1} and {size.Maximum ?? 100}";
        }

        var within = problem.Path.StartsWith(problem.Parameter, StringComparison.Ordinal)
            ? problem.Path.Substring(problem.Parameter.Length)
            : "." + problem.Path;
        return $"Invalid parameter '{problem.Parameter}'. data{within.TrimEnd('.')} {problem.Constraint}";
    }
}
