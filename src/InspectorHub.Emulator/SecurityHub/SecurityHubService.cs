using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>AWS Security Hub, 2018-10-26: REST with JSON.</summary>
internal sealed class SecurityHubService(ImportOperation import) : IEmulatedService
{
    private readonly Route[] routes =
    [
        new("BatchImportFindings", "POST", "/findings/import", import.Answer),
        new("GetFindings", "POST", "/findings", GetFindingsOperation.Answer),
        new("BatchUpdateFindings", "PATCH", "/findings/batchupdate", UpdateOperation.Answer),
        new("DescribeHub", "GET", "/accounts", HubOperations.Describe),
        new("EnableSecurityHub", "POST", "/accounts", HubOperations.Enable),
        new("DisableSecurityHub", "DELETE", "/accounts", HubOperations.Disable),
        new("ListEnabledProductsForImport", "GET", "/productSubscriptions", SubscriptionOperations.List),
        new("EnableImportFindingsForProduct", "POST", "/productSubscriptions", SubscriptionOperations.Enable),
        new("DisableImportFindingsForProduct", "DELETE", "/productSubscriptions/{label}", SubscriptionOperations.Disable),
        new("DescribeProducts", "GET", "/products", SubscriptionOperations.DescribeProducts),
    ];

    public string Name => "securityhub";

    public Route? Find(HttpRequest request, out string label)
    {
        label = "";
        foreach (var route in routes)
        {
            if (route.Matches(request, out label)) return route;
        }

        return null;
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
}
