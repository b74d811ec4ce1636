namespace InspectorHub.Completion;

/// <summary>Offers the types of resources that Amazon Inspector scans. Source: Inspector2 API 2020-06-08, <c>ResourceType</c>.</summary>
public sealed class InspectorResourceTypeCompleter : ListCompleter
{
    private protected override IEnumerable<string> Names =>
        ["AWS_EC2_INSTANCE", "AWS_ECR_CONTAINER_IMAGE", "AWS_ECR_REPOSITORY", "AWS_LAMBDA_FUNCTION", "CODE_REPOSITORY"];
}
