using System.Management.Automation;
using InspectorHub.Aws;
using InspectorHub.Aws.Inspector;
using InspectorHub.Aws.Sessions;
using InspectorHub.Completion;
using InspectorHub.Input;
using InspectorHub.Sync.Cis;

namespace InspectorHub.Commands;

/// <content>What CIS scans found.</content>
public sealed partial class SyncInspectorFindingToHubCommand
{
    private const string OfCis = nameof(Cis);

    /// <summary>Synchronizes the results of CIS scans, not findings: what failed is sent; what passes since, or is gone, ends.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfCis)]
    public SwitchParameter Cis { get; set; }

    /// <summary>Synchronizes the results of CIS scans, too, each time after the findings.</summary>
    [Parameter(ParameterSetName = Listing)]
    public SwitchParameter IncludeCis { get; set; }

    /// <summary>Names of CIS scans, when not all of them.</summary>
    [Parameter(ParameterSetName = Listing)]
    [Parameter(ParameterSetName = OfCis)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[]? ScanName { get; set; }

    /// <summary>CIS checks that may fail: rows with CheckId, Reason, Until, and, if wanted, Platform, AccountId, ResourceId.</summary>
    [Parameter(ParameterSetName = Listing)]
    [Parameter(ParameterSetName = OfCis)]
    public PSObject[]? CisException { get; set; }

    private CisSyncOptions NewCisOptions()
    {
        var names = new TextPatterns(ScanName, InspectorFilter.MaxValues);
        return new CisSyncOptions
        {
            Filter = new InspectorFilter().Where("scanNameFilters", names.Asked).ToJson(),
            IsWanted = scan => names.IsMatch(scan.ScanName),
            Selection = names.HasWildcards ? string.Join("\n", ScanName ?? []) : "",
            IsFull = Full,
            Exceptions = ReadExceptions(),
            ArchiveLimit = ArchiveLimit,
            Interval = Interval,
            HasTimeLimit = TimeoutSec is not null,
            CheckpointFolder = CheckpointFolder,
            UnusableFolder = Path.Combine(OutboxFolder, "unusable-findings"),
        };
    }

    private CisSync NewCisSync(AwsConnection connection, CisSyncOptions options) =>
        new(connection, options, () => OnPipeline(() => StartDelivery()), new Observer(this));

    private async Task SyncCisAsync(AwsConnection connection, CisSyncOptions options)
    {
        using var sync = NewCisSync(connection, options);
        await UnlessItFails(() => Watch ? sync.WatchAsync(Stop) : sync.RunAsync(Stop), () => sync.Region).ConfigureAwait(false);
    }

    // Within another watch, which goes on when this fails.
    private async Task SyncCisOnceAsync(CisSync sync)
    {
        try
        {
            await sync.RunAsync(Stop).ConfigureAwait(false);
        }
        catch (AwsException failure) when (failure.MayPass)
        {
            await OnPipeline(() => WriteWarning($"{failure.Message} It is tried again in the next round.")).ConfigureAwait(false);
        }
        catch (AwsException failure)
        {
            await OnPipeline(() => WriteError(ErrorOf(failure, sync.Region))).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<CisException> ReadExceptions()
    {
        try
        {
            return [.. (CisException ?? []).Select((row, index) => CisExceptionRow.Read(row, index + 1))];
        }
        catch (FormatException mistake)
        {
            ThrowTerminatingError(new ErrorRecord(mistake, "MalformedException", ErrorCategory.InvalidData, CisException));
            throw;
        }
    }
}
