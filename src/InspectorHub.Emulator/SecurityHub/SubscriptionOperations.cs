using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>Which products' findings a hub lets in.</summary>
internal sealed class SubscriptionOperations(Products products)
{
    public IEnumerable<Operation> All =>
    [
        new("EnableImportFindingsForProduct", Enable),
        new("DisableImportFindingsForProduct", Disable),
        new("ListEnabledProductsForImport", List),
        new("DescribeProducts", DescribeProducts),
    ];

    private HttpReply Enable(ServiceCall call)
    {
        var text = call.Text("ProductArn")!;
        var product = ProductArn.Parse(text)
            ?? throw new ServiceError(400, "InvalidInputException", $"Invalid parameter 'ProductArn'. Value '{text}' is not a product ARN");
        var isHere = product.Region == call.Region && product.Partition == call.Hub.Partition;
        if (!isHere || products.Find(product) is null)
            throw new ServiceError(404, "ResourceNotFoundException", $$"""{"productArn":"{{text}}"}""");
        var subscription = product.SubscriptionOf(call.Hub.Account);
        if (!call.Hub.Subscribe(subscription))
            throw new ServiceError(409, "ResourceConflictException", $"Product subscription {subscription} already exists");
        return HttpReply.Json(reply => reply.WriteString("ProductSubscriptionArn", subscription));
    }

    private static HttpReply Disable(ServiceCall call)
    {
        var text = call.Parameter("ProductSubscriptionArn")!;
        var subscription = ProductArn.Parse(text, "product-subscription");
        if (subscription is null && ProductArn.Parse(text) is null)
            throw new ServiceError(
                400, "InvalidInputException",
                $"Invalid parameter 'ProductSubscriptionArn'. Value '{text}' is not a product subscription ARN");
        if (subscription is null || subscription.Account != call.Hub.Account || subscription.Region != call.Region)
        {
            throw new ServiceError(
                403, "AccessDeniedException", $"Account id {call.Hub.Account} is not authorized to perform action on resource: {text}");
        }

        if (!call.Hub.Unsubscribe(text)) throw new ServiceError(404, "ResourceNotFoundException", $"Product subscription {text} not found");
        return HttpReply.Json(_ => { });
    }

    private static HttpReply List(ServiceCall call)
    {
        var page = Page<string>.Of(call, "ListEnabledProductsForImport", call.Hub.Subscriptions);
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("ProductSubscriptions");
            foreach (var arn in page.Items) reply.WriteStringValue(arn);
            reply.WriteEndArray();
            if (page.NextToken is not null) reply.WriteString("NextToken", page.NextToken);
        });
    }

    private HttpReply DescribeProducts(ServiceCall call)
    {
        var arn = call.Parameter("ProductArn");
        string ArnOf(Product product) => product.ArnIn(call.Hub.Partition, call.Region);
        var page = Page<Product>.Of(
            call, $"DescribeProducts {arn}", [.. products.All.Where(product => arn is null || ArnOf(product) == arn)]);
        return HttpReply.Json(reply =>
        {
            reply.WriteStartArray("Products");
            foreach (var product in page.Items)
            {
                reply.WriteStartObject();
                reply.WriteString("ProductArn", ArnOf(product));
                reply.WriteString("ProductName", product.Name);
                reply.WriteString("CompanyName", product.Company);
                reply.WriteString("Description", $"Findings of {product.Name}.");
                reply.WriteStartArray("Categories");
                reply.WriteStringValue(product.Category);
                reply.WriteEndArray();
                reply.WriteStartArray("IntegrationTypes");
                reply.WriteStringValue("SEND_FINDINGS_TO_SECURITY_HUB");
                if (product.Receives) reply.WriteStringValue("RECEIVE_FINDINGS_FROM_SECURITY_HUB");
                reply.WriteEndArray();
                reply.WriteEndObject();
            }

            reply.WriteEndArray();
            if (page.NextToken is not null) reply.WriteString("NextToken", page.NextToken);
        });
    }
}
