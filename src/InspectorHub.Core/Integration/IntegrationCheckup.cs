using System.Net;
using InspectorHub.Asff;
using InspectorHub.Asff.Rules;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws;
using InspectorHub.Aws.HubV2;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Common;
using InspectorHub.Delivery;

namespace InspectorHub.Integration;

/// <summary>Looks into everything that it takes to have findings in either Security Hub of one Region, and changes nothing.</summary>
/// <remarks>
/// Whether findings may be imported is found out with one that has no resources: where access is granted it is refused for that
/// (<c>InvalidInput</c>), and nothing is stored.
/// </remarks>
public sealed class IntegrationCheckup : IDisposable
{
    private readonly RegionClients clients;
    private readonly List<IntegrationCheck> checks = [];

    /// <summary>A checkup of one Region; nothing is called yet.</summary>
    /// <exception cref="AwsException">The Region or the endpoint cannot be one.</exception>
    public IntegrationCheckup(AwsConnection connection) => clients = new RegionClients(connection);

    /// <summary>The Region.</summary>
    public string Region => clients.Hub.Region;

    /// <summary>Makes all checks; those that depend on one that failed are left out.</summary>
    public async Task<IReadOnlyList<IntegrationCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var caller = await Try(
            "Credentials", "sts:GetCallerIdentity", () => CallerIdentity.GetAsync(clients.Connection, cancellationToken))
                .ConfigureAwait(false);
        if (caller is null) return checks;
        Add("Credentials", CheckResult.Pass, $"{caller.Arn} of account {caller.AccountId}.");

        var scans = await Try(
            "Amazon Inspector", "inspector2:BatchGetAccountStatus", () => clients.Inspector.GetEnabledScansAsync(cancellationToken),
            CheckResult.Warn).ConfigureAwait(false);
        if (scans is { Count: > 0 }) Add("Amazon Inspector", CheckResult.Pass, $"It scans {string.Join(", ", scans)}.");
        else if (scans is not null)
            Add(
                "Amazon Inspector", CheckResult.Warn,
                $"It is off in {Region}: there are no findings but those from elsewhere (files, other Regions, scans in CI).",
                "Enable Amazon Inspector if this account is to be scanned.");

        var isOnV2 = await CheckHubV2Async(scans is { Count: > 0 }, cancellationToken).ConfigureAwait(false);
        if (await CheckHubAsync(isOnV2, cancellationToken).ConfigureAwait(false))
        {
            await CheckImportAsync(caller, cancellationToken).ConfigureAwait(false);
            await CheckFlowAsync(caller, cancellationToken).ConfigureAwait(false);
        }

        return checks;
    }

    /// <inheritdoc/>
    public void Dispose() => clients.Dispose();

    // Security Hub CSPM: the one that customers import into.
    private async Task<bool> CheckHubAsync(bool isOnV2, CancellationToken cancellationToken)
    {
        const string Name = "Security Hub CSPM";
        var arn = await Try(
            Name, "securityhub:DescribeHub", async () =>
                await clients.Hub.DescribeHubAsync(cancellationToken).ConfigureAwait(false) ?? "").ConfigureAwait(false);
        if (arn is null) return false;
        if (arn.Length > 0) Add(Name, CheckResult.Pass, $"It is on: {arn}.");
        else if (!isOnV2) Add(Name, CheckResult.Fail, $"It is off in {Region}.", IntegrationStep.EnableHub);
        else
        {
            Add(
                Name, CheckResult.Warn,
                $"It is off in {Region}. Amazon Inspector's findings go to Security Hub there, which holds OCSF and takes none from " +
                "customers: " +
                "to import findings needs Security Hub CSPM.",
                IntegrationStep.EnableHub);
        }

        return arn.Length > 0;
    }

    // Security Hub, new in December 2025: Amazon Inspector sends to it wherever it is on.
    private async Task<bool> CheckHubV2Async(bool isScanning, CancellationToken cancellationToken)
    {
        const string Name = "Security Hub";
        var state = await Try(
            Name, "securityhub:DescribeSecurityHubV2",
            async () =>
                await clients.HubV2.DescribeAsync(cancellationToken).ConfigureAwait(false)
                    ?? new HubV2State("", null), CheckResult.Warn).ConfigureAwait(false);
        if (state is null) return false;
        if (state.Arn.Length == 0)
        {
            Add(Name, CheckResult.Pass, $"It is off in {Region}; Security Hub CSPM does not need it.");
            return false;
        }

        Add(Name, CheckResult.Pass, $"It is on: {state.Arn}.");
        await CheckFlowV2Async(isScanning, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task CheckFlowV2Async(bool isScanning, CancellationToken cancellationToken)
    {
        const string Name = "Flow to Security Hub";
        var page = await Try(
            Name, "securityhub:GetFindingsV2",
            () => clients.HubV2
                .GetFindingsAsync(HubIntegration.OfInspectorV2(Region).ToJson(), newestFirst: true, 1, null, cancellationToken),
            CheckResult.Warn).ConfigureAwait(false);
        if (page is null) return;
        if (page.Findings is [{ } newest, ..])
            Add(Name, CheckResult.Pass, $"Amazon Inspector's findings arrive; the newest was changed at {newest.ModifiedAt:u}.");
        else if (isScanning)
            Add(
                Name, CheckResult.Pass, "No finding of Amazon Inspector has arrived yet.",
                "Where it has findings, look again after its next scan.");
        else Add(Name, CheckResult.Pass, "No finding of Amazon Inspector has arrived.");
    }

    private async Task CheckImportAsync(CallerIdentity caller, CancellationToken cancellationToken)
    {
        const string Name = "Import";
        var product = AsffProductArn.Default(Partitions.Of(Region), Region, caller.AccountId);
        try
        {
            var reply = await clients.Hub.BatchImportFindingsAsync([ProbeOf(product, caller.AccountId)], cancellationToken)
                .ConfigureAwait(false);
            if (reply.FailedFindings is [{ } failed] && FailureClassifier.IsAccess(failed))
                AddDenial(failed.ErrorCode, failed.ErrorMessage);
            else Add(Name, CheckResult.Pass, $"Findings in the account form may be imported for {product}.");
        }
        catch (AwsException refusal) when (refusal.StatusCode == HttpStatusCode.BadRequest)
        {
            Add(Name, CheckResult.Pass, $"Findings in the account form may be imported for {product}.");
        }
        catch (AwsException refusal) when (refusal.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized)
        {
            AddDenial(refusal.ErrorCode, refusal.Message);
        }
        catch (AwsException failure)
        {
            Add(Name, CheckResult.Warn, failure.Message, "Try again later.");
        }

        void AddDenial(string? code, string message)
        {
            var denial = Denial.Explain(code, message, product, caller.AccountId, Region, caller.AccountId);
            Add(
                Name, CheckResult.Fail, $"{denial.Explanation} {message}", denial.Cause switch
                {
                    DenialCause.Credentials => IntegrationStep.GiveCredentials,
                    DenialCause.HubOff => IntegrationStep.EnableHub,
                    _ => IntegrationStep.None,
                },
                denial.NextStep);
        }
    }

    private static ReadOnlyMemory<byte> ProbeOf(string productArn, string accountId) => AsffJson.Serialize(new AsffFinding
    {
        SchemaVersion = AsffLimits.SchemaVersion,
        Id = "inspectorhub/checkup",
        ProductArn = productArn,
        GeneratorId = "InspectorHub",
        AwsAccountId = accountId,
        CreatedAt = DateTimeOffset.UtcNow,
        UpdatedAt = DateTimeOffset.UtcNow,
        Title = "Checkup",
        Description = "Never stored: it names no resource.",
        Resources = [],
        Severity = new AsffSeverity { Label = "INFORMATIONAL" },
        Types = ["Software and Configuration Checks"],
    });

    // Amazon Inspector's own flow and ours at once put every finding into Security Hub twice.
    private async Task CheckFlowAsync(CallerIdentity caller, CancellationToken cancellationToken)
    {
        const string Name = "Flow of findings";
        var subscriptions = await Try(
            Name, "securityhub:ListEnabledProductsForImport",
            () => clients.Hub.ListEnabledProductsForImportAsync(cancellationToken)).ConfigureAwait(false);
        if (subscriptions is null) return;
        var own = new HubFilter().Where(
            "ProductArn",
            [AsffProductArn.Default(Partitions.Of(Region), Region, caller.AccountId)]).Where("Id", ["inspector2/*", "inspector/*"])
                .Where("RecordState", ["ACTIVE"]);
        var page = await Try(
            Name, "securityhub:GetFindings", () => clients.Hub.GetFindingsAsync(own.ToJson(), 1, null, cancellationToken))
                .ConfigureAwait(false);
        if (page is null) return;
        var (native, ours) = (subscriptions.Any(HubIntegration.IsInspectors), page.Findings.Count > 0);
        Add(
            Name, native && ours ? CheckResult.Warn : CheckResult.Pass,
            (native, ours) switch
            {
                (true, true) =>
                    "Amazon Inspector sends its findings by itself, and this account imports Inspector findings too: they are in " +
                    "Security Hub CSPM twice.",
                (true, false) => "Amazon Inspector sends its findings by itself.",
                (false, true) => "Amazon Inspector's own flow is off, and this account imports Inspector findings.",
                _ => "Amazon Inspector's own flow is off, and no Inspector findings have been imported yet.",
            },
            native && ours ? IntegrationStep.EndOneFlow : !native && !ours ? IntegrationStep.StartAFlow : IntegrationStep.None);
    }

    private async Task<T?> Try<T>(string name, string action, Func<Task<T>> call, CheckResult whenFailed = CheckResult.Fail) where T : class
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (AwsException failure)
        {
            if (failure.CredentialsAtFault) Add(name, whenFailed, failure.Message, IntegrationStep.GiveCredentials);
            else Add(name, whenFailed, failure.Message, StepAfter(failure, action));
            return null;
        }
    }

    private string StepAfter(AwsException failure, string action) => failure.StatusCode switch
    {
        HttpStatusCode.Forbidden => $"Allow {action}.",
        null => $"See whether {Region} has the service and whether it can be reached from here: proxy, DNS, VPC endpoint.",
        _ => "Try again later.",
    };

    private void Add(string name, CheckResult result, string message, string? nextStep = null) =>
        checks.Add(new IntegrationCheck(Region, name, result, message, nextStep));

    private void Add(string name, CheckResult result, string message, IntegrationStep step, string? nextStep = null) =>
        checks.Add(new IntegrationCheck(Region, name, result, message, nextStep) { Step = step });
}
