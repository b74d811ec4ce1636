namespace InspectorHub.Aws;

/// <summary>A service as its API model names it.</summary>
/// <param name="Id">The service id, which <c>AWS_ENDPOINT_URL_&lt;ID&gt;</c> and the configuration files go by.</param>
/// <param name="Name">First label of the endpoint's host and the name that requests are signed for.</param>
/// <param name="Version">Version of the API.</param>
internal sealed record AwsService(string Id, string Name, string Version)
{
    public static readonly AwsService SecurityHub = new("SecurityHub", "securityhub", "2018-10-26");
    public static readonly AwsService Inspector2 = new("Inspector2", "inspector2", "2020-06-08");
    public static readonly AwsService InspectorClassic = new("Inspector", "inspector", "2016-02-16");
    public static readonly AwsService EventBridge = new("EventBridge", "events", "2015-10-07");
    public static readonly AwsService SecurityToken = new("STS", "sts", "2011-06-15");
    public static readonly AwsService Queues = new("SQS", "sqs", "2012-11-05");
    public static readonly AwsService Storage = new("S3", "s3", "2006-03-01");
}
