using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;
using InspectorHub.Aws.Sessions;

namespace InspectorHub.Aws;

/// <summary>The SDK's configuration of a service that it has no package for here.</summary>
internal sealed class AwsServiceConfig : ClientConfig, IEndpointProvider
{
    private readonly AwsService service;

    public AwsServiceConfig(AwsService service)
        : base(
            new DefaultConfigurationProvider(
                [new DefaultConfiguration { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard }]))
    {
        this.service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.Name;
        EndpointProvider = this;
    }

    public override string ServiceVersion => service.Version;

    public override string RegionEndpointServiceName => service.Name;

    public override string UserAgent { get; } =
        InternalSDKUtils.BuildUserAgentString("InspectorHub", typeof(AwsServiceConfig).Assembly.GetName().Version!.ToString(3));

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => AwsEndpoints.Find(this);

    /// <summary>All that the endpoint depends on is in the configuration.</summary>
    Endpoint IEndpointProvider.ResolveEndpoint(EndpointParameters parameters) => AwsEndpoints.Find(this);
}
