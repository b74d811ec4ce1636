using InspectorHub.Emulator.Http;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Which products' findings a hub lets in.</summary>
internal static class SubscriptionOperations
{
    public static HttpReply Enable(ServiceCall call)
    {
        HubOperations.RequireHub(call);
        var text = call.Text("ProductArn") ?? throw new ServiceError(400, "InvalidInputException", "Invalid parameter 'ProductArn'. data should have required property 'ProductArn'");
        var product = ProductArn.Parse(text) ?? throw new ServiceError(400, "InvalidInputException", $"Invalid parameter 'ProductArn'. Value '{text}' is not a product ARN");
        if (Products.Find(call.Hub, product) is null) throw new ServiceError(404, "ResourceNotFoundException", $$"""{"productArn":"{{text}}"}""");
        var subscription = product.SubscriptionOf(call.Hub.Account);
        if (!call.Hub.Subscribe(subscription)) throw new ServiceError(409, "ResourceConflictException", $"Product subscription {subscription} already exists");
        return HttpReply.Json(reply => reply.WriteString("ProductSubscriptionArn", subscription));
    }

    public static HttpReply Disable(ServiceCall call)
    {
        HubOperations.RequireHub(call);
        var subscription = ProductArn.Parse(call.Label, "product-subscription");
        if (subscription is null && ProductArn.Parse(call.Label) is null) throw new ServiceError(400, "InvalidInputException", $"Invalid parameter 'ProductSubscriptionArn'. Value '{call.Label}' is not a product subscription ARN");
        if (subscription is null || subscription.Account != call.Hub.Account || subscription.Region != call.Region)
        {
            throw new ServiceError(403, "AccessDeniedException", $"Account id {call.Hub.Account} is not authorized to perform action on resource: {call.Label}");
        }

        if (!call.Hub.Unsubscribe(call.Label)) throw new ServiceError(404, "ResourceNotFoundException", $"Product subscription {call.Label} not found");
        return HttpReply.Json(_ => { });
    }

    public static HttpReply List(ServiceCall call)
    {
        HubOperations.RequireHub(call);
        var page = Page<string>.Of(call.Hub.Subscriptions, call.Request.QueryValue("MaxResults"), call.Request.QueryValue("NextToken"));
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("ProductSubscriptions");
            foreach (var arn in page.Items) reply.WriteStringValue(arn);
            reply.WriteEndArray();
            if (page.NextToken is not null) reply.WriteString("NextToken", page.NextToken);
        });
    }

    public static HttpReply DescribeProducts(ServiceCall call)
    {
        HubOperations.RequireHub(call);
        IReadOnlyList<Product> products = Products.Of(call.Hub);
        if (call.Request.QueryValue("ProductArn") is { } arn) products = [.. products.Where(product => product.Arn == arn)];
        var page = Page<Product>.Of(products, call.Request.QueryValue("MaxResults"), call.Request.QueryValue("NextToken"));
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("Products");
            foreach (var product in page.Items)
            {
                reply.WriteStartObject();
                reply.WriteString("ProductArn", product.Arn);
                reply.WriteString("ProductName", product.Name);
                reply.WriteString("CompanyName", product.Company);
                reply.WriteString("Description", product.Description);
                reply.WriteStartArray("Categories");
                reply.WriteStringValue(product.Category);
                reply.WriteEndArray();
                reply.WriteStartArray("IntegrationTypes");
                reply.WriteStringValue(product.IntegrationType);
                reply.WriteEndArray();
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
            if (page.NextToken is not null) reply.WriteString("NextToken", page.NextToken);
        });
    }
}
