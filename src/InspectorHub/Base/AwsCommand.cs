using System.Collections;
using System.Management.Automation;
using System.Net;
using InspectorHub.Aws;
using InspectorHub.Aws.Sessions;
using InspectorHub.Completion;
using InspectorHub.Input;
using InspectorHub.Views;

namespace InspectorHub.Base;

/// <summary>Base of the cmdlets that call AWS: whose credentials, which endpoint. Names and aliases are those of AWS.Tools.</summary>
public abstract class AwsCommand : InspectorHubCommand
{
    private const string AccountPlaceholder = "{AccountId}";

    /// <summary>An endpoint other than AWS's own: a VPC endpoint, a proxy, a local Security Hub.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? EndpointUrl { get; set; }

    /// <summary>Access key id; with -SecretKey it goes before all other credentials.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AK")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? AccessKey { get; set; }

    /// <summary>The secret of the access key.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SK", "SecretAccessKey")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SecretKey { get; set; }

    /// <summary>The token of temporary credentials.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("ST")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SessionToken { get; set; }

    /// <summary>A profile of the shared configuration files: keys, SSO, a role, a process, a web identity.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("StoredCredentials", "AWSProfileName")]
    [ArgumentCompleter(typeof(ProfileCompleter))]
    public string? ProfileName { get; set; }

    /// <summary>The shared credentials file that the profile is in, where that is not the usual one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [Alias("ProfilesLocation", "AWSProfilesLocation")]
    public string? ProfileLocation { get; set; }

    /// <summary>Name and password for a profile that signs in by SAML, which the AWS SDK has on Windows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public PSCredential? NetworkCredential { get; set; }

    /// <summary>
    /// Credentials as an object: what Get-AWSCredential gives, the Credentials of Use-STSRole, or a PSCredential of access
    /// key id and secret.
    /// </summary>
    [Parameter]
    public object? Credential { get; set; }

    /// <summary>
    /// A role to assume with the credentials given or found. Where findings of many accounts are delivered, {AccountId} in
    /// it stands for each one's account.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? RoleArn { get; set; }

    /// <summary>What the role's owner asks its users to give.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? ExternalId { get; set; }

    /// <summary>How the assumed role's session is named in CloudTrail.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? RoleSessionName { get; set; }

    /// <summary>
    /// The connection that the parameters and AWS.Tools' session variables name, for one Region; only on the pipeline's
    /// thread.
    /// </summary>
    /// <param name="region">The Region; null for the default one.</param>
    private protected AwsConnection ConnectTo(string? region) => new()
    {
        Region = region ?? BorrowedKeys.Unwrap(GetVariableValue("StoredAWSRegion"))?.ToString(),
        EndpointUrl = EndpointUrl,
        AccessKey = AccessKey,
        SecretKey = SecretKey,
        SessionToken = SessionToken,
        ProfileName = ProfileName,
        ProfileLocation = ProfileLocation is null ? null : GetUnresolvedProviderPathFromPSPath(ProfileLocation),
        NetworkCredential = NetworkCredential?.GetNetworkCredential(),
        Keys = AccessKey is null ? GetKeys() : null,
        // A role of each account is none to read with.
        RoleArn = RoleArn?.Contains(AccountPlaceholder) == true ? null : RoleArn,
        ExternalId = ExternalId,
        RoleSessionName = RoleSessionName,
    };

    /// <summary>A connection per Region wanted; a single one, to the default Region, where none is named.</summary>
    private protected IEnumerable<AwsConnection> ConnectTo(IReadOnlyList<string?>? regions) =>
        (regions is { Count: > 0 } ? regions : [null]).Select(ConnectTo);

    /// <summary>The role to deliver with in an account; null where none is wanted.</summary>
    private protected string? RoleIn(string accountId) => RoleArn?.Replace(AccountPlaceholder, accountId);

    /// <summary>A filter in a service's own terms as JSON; null where none is given.</summary>
    private protected byte[]? FilterJson(IDictionary? filter)
    {
        try
        {
            return filter is null ? null : ObjectJson.Write(filter);
        }
        catch (InvalidOperationException failure)
        {
            ThrowTerminatingError(new ErrorRecord(failure, "MalformedFilter", ErrorCategory.InvalidArgument, filter));
            throw;
        }
    }

    /// <summary>An error record for a call that failed.</summary>
    /// <param name="failure">How.</param>
    /// <param name="target">What it was about: a Region, a finding.</param>
    private protected static ErrorRecord ErrorOf(AwsException failure, object? target)
    {
        var record = new ErrorRecord(
            failure, failure.ErrorCode ?? (failure.StatusCode is null ? "NoAnswer" : $"Http{(int)failure.StatusCode}"),
            CategoryOf(failure), target);
        if (NextStep(failure, target) is { } next) record.ErrorDetails = new ErrorDetails(failure.Message) { RecommendedAction = next };
        return record;
    }

    /// <summary>An error record for a call of the Security Hub that holds OCSF, which denies access also where it is off.</summary>
    /// <param name="failure">How.</param>
    /// <param name="region">Where.</param>
    private protected static ErrorRecord ErrorOfV2(AwsException failure, string? region)
    {
        var record = ErrorOf(failure, region);
        if (failure.ErrorCode == "AccessDeniedException" && record.ErrorDetails is null)
        {
            record.ErrorDetails = new ErrorDetails(failure.Message)
            {
                RecommendedAction = "Where Get-InspectorHubIntegration says that Security Hub is off, Enable-InspectorHubIntegration " +
                    "-Hub V2 -EnableHub turns it on.",
            };
        }

        return record;
    }

    private protected static ErrorCategory CategoryOf(AwsException failure) => failure switch
    {
        { CredentialsAtFault: true } => ErrorCategory.AuthenticationError,
        { ErrorCode: AwsException.NoRegion or AwsException.NoEndpoint } => ErrorCategory.InvalidArgument,
        { StatusCode: null } => ErrorCategory.ConnectionError,
        { StatusCode: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } => ErrorCategory.PermissionDenied,
        { StatusCode: HttpStatusCode.BadRequest } => ErrorCategory.InvalidArgument,
        { StatusCode: HttpStatusCode.NotFound } => ErrorCategory.ObjectNotFound,
        { StatusCode: (HttpStatusCode)429 } => ErrorCategory.LimitsExceeded,
        _ => ErrorCategory.InvalidOperation,
    };

    private static string? NextStep(AwsException failure, object? target) => failure switch
    {
        { ErrorCode: AwsException.NoRegion } => "Give -Region, or set AWS_REGION, $StoredAWSRegion or a region in the profile.",
        { ErrorCode: "InvalidAccessException" } => "Security Hub CSPM is off there; Enable-InspectorHubIntegration -EnableHub" +
            $"{(target is string region && region.Length > 0 ? $" -Region {region}" : "")} turns it on.",
        { CredentialsAtFault: true } => IntegrationAdvice.GiveCredentials,
        _ => null,
    };

    private Func<AwsKeys>? GetKeys()
    {
        if (Credential is not null) return BorrowedKeys.From(Credential);
        // The session's credentials of AWS.Tools stand where a profile would.
        if (ProfileName is not null || ProfileLocation is not null || NetworkCredential is not null) return null;
        return GetVariableValue("StoredAWSCredentials") is { } stored ? BorrowedKeys.From(stored) : null;
    }
}
