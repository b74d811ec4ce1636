namespace InspectorHub.Completion;

/// <summary>Offers the types that resources of Inspector findings have in Security Hub.</summary>
public sealed class HubResourceTypeCompleter : ListCompleter
{
    private protected override IEnumerable<string> Names =>
        ["AwsEc2Instance", "AwsEcrContainerImage", "AwsEcrRepository", "AwsLambdaFunction", "CodeRepository", "Container", "Other"];
}
