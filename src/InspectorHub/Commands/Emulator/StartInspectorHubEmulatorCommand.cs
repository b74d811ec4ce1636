using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using InspectorHub.Base;
using InspectorHub.Completion;
using InspectorHub.Emulator;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Input;

namespace InspectorHub.Commands;

/// <summary>Starts a Security Hub on this machine.</summary>
[Cmdlet(VerbsLifecycle.Start, "InspectorHubEmulator", SupportsShouldProcess = true, DefaultParameterSetName = "RateScale")]
[OutputType(typeof(RunningEmulator))]
public sealed class StartInspectorHubEmulatorCommand : InspectorHubCommand
{
    private readonly FindingInput input = new();
    private readonly List<InspectorFinding> findings = [];

    /// <summary>The port to listen on; 0 lets the system choose a free one.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 65535)]
    public int Port { get; set; }

    /// <summary>A SQLite file that keeps hubs and findings from run to run; without it they are kept in memory.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>
    /// The account to play, strictly: findings of others are refused. Without it every account that findings name is played.
    /// </summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? AccountId { get; set; }

    /// <summary>The Region that the returned object names; calls for every other Region are answered too.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RegionCompleter))]
    public string Region { get; set; } = "us-east-1";

    /// <summary>The access key id that clients use; without it one is made up.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? AccessKey { get; set; }

    /// <summary>The secret of the access key; without it one is made up.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? SecretKey { get; set; }

    /// <summary>Faults in force from the start, for example <c>@{ Kind = 'Status'; Status = 503; Duration = '00:00:30' }</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FaultCompleter))]
    public EmulatorFault[] Fault { get; set; } = [];

    /// <summary>Takes findings of product/aws/inspector, which AWS refuses from customers.</summary>
    [Parameter]
    public SwitchParameter AllowInspectorProduct { get; set; }

    /// <summary>Takes any key and any signature.</summary>
    [Parameter]
    public SwitchParameter NoSignatureCheck { get; set; }

    /// <summary>Lifts the call rates of Security Hub.</summary>
    [Parameter(ParameterSetName = "NoRateLimit", Mandatory = true)]
    public SwitchParameter NoRateLimit { get; set; }

    /// <summary>The call rates of Security Hub, multiplied by this: 0.1 makes 1 import a second with a burst of 3.</summary>
    [Parameter(ParameterSetName = "RateScale")]
    [ValidateRange(0.001, 1000.0)]
    public double RateScale { get; set; } = 1;

    /// <summary>External ids by role ARN: AssumeRole gives no keys for such a role without its id.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable ExternalId { get; set; } = [];

    /// <summary>
    /// What Amazon Inspector and Inspector Classic report: findings of Import-InspectorFinding, or whatever it would read.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InspectorFinding { get; set; }

    /// <summary>
    /// Files with findings to start with: of Inspector, which then reports them, or in the Security Hub format, which
    /// Security Hub then holds.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Seed { get; set; } = [];

    /// <summary>The organization's delegated administrator for Security Hub and Inspector.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string? Administrator { get; set; }

    /// <summary>The accounts that the administrator has as its members.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[] Member { get; set; } = [];

    /// <summary>Products that can be enabled beside AWS's and the known partners', as company/product.</summary>
    [Parameter]
    [ValidatePattern("^[^/]+/[^/]+$")]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public string[] Product { get; set; } = [];

    /// <summary>A queue of SQS that gets an event whenever a finding of Inspector comes or changes, as from EventBridge.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public Uri? EventQueueUrl { get; set; }

    /// <summary>The same for findings of Security Hub.</summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(FreeTextCompleter))]
    public Uri? HubEventQueueUrl { get; set; }

    /// <summary>Security Hub is not enabled in an account and Region that is used for the first time.</summary>
    [Parameter]
    public SwitchParameter HubDisabled { get; set; }

    /// <summary>The Security Hub that holds OCSF is not enabled in an account and Region that is used for the first time.</summary>
    [Parameter]
    public SwitchParameter HubV2Disabled { get; set; }

    /// <summary>The version of OCSF that the findings of that hub have.</summary>
    [Parameter]
    [ValidateSet("1.5.0", "1.6.0", "1.8.0")]
    public string OcsfVersion { get; set; } = "1.6.0";

    /// <summary>Inspector is not enabled.</summary>
    [Parameter]
    public SwitchParameter InspectorDisabled { get; set; }

    /// <summary>Runs until Ctrl+C, and then stops.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The address to listen on. Another than loopback also needs -AllowRemote.</summary>
    [Parameter]
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>Lets other machines reach the emulator through -Address.</summary>
    [Parameter]
    public SwitchParameter AllowRemote { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Take(input.Read(InspectorFinding));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Take(input.Complete());
        RefuseOtherMachines();
        var where = $"{Address}:{(Port == 0 ? "a free port" : Port)}";
        if (!ShouldProcess(where, "Start a Security Hub emulator")) return;
        var options = NewOptions();
        try
        {
            var running = new RunningEmulator(new SecurityHubEmulator(options), Region);
            RunningEmulators.Remember(running);
            WriteObject(running);
            if (Wait) RunUntilStopped(running);
        }
        catch (Exception failure) when (
            Seed.Length > 0 && failure is FileNotFoundException or DirectoryNotFoundException or FormatException or ArgumentException)
        {
            ThrowTerminatingError(new ErrorRecord(failure, "CannotSeed", ErrorCategory.InvalidData, Seed));
        }
        catch (EmulatorStoreException failure)
        {
            ThrowTerminatingError(new ErrorRecord(failure, "CannotKeepState", ErrorCategory.OpenError, options.Path));
        }
        catch (SocketException failure)
        {
            ThrowTerminatingError(new ErrorRecord(failure, "CannotListen", ErrorCategory.ResourceUnavailable, where)
            {
                ErrorDetails = new ErrorDetails(failure.SocketErrorCode == SocketError.AddressAlreadyInUse
                    ? $"{where} is taken: something else listens there. Leave -Port out for a free one, or stop what has it " +
                        "(Get-InspectorHubEmulator shows those of this session)."
                    : $"The emulator cannot listen at {where}: {failure.Message}."),
            });
        }
    }

    private void RefuseOtherMachines()
    {
        if (IPAddress.IsLoopback(Address)) return;
        if (!AllowRemote)
        {
            ThrowTerminatingError(new ErrorRecord(
                new InvalidOperationException(
                    $"{Address} is not a loopback address: other machines could use the emulator. Say -AllowRemote when that is " +
                    "what you want."),
                "AddressNotLoopback", ErrorCategory.SecurityError, Address));
        }

        WriteWarning($"The emulator on {Address} can be reached by other machines, without encryption.");
    }

    private EmulatorOptions NewOptions()
    {
        var options = new EmulatorOptions
        {
            Port = Port,
            Address = Address,
            Path = Path is null ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path),
            AccountId = AccountId,
            AccessKey = AccessKey,
            SecretKey = SecretKey,
            VerifySignatures = !NoSignatureCheck,
            RateScale = NoRateLimit ? 0 : RateScale,
            AllowInspectorProduct = AllowInspectorProduct,
            Administrator = Administrator,
            EventQueueUrl = EventQueueUrl,
            HubEventQueueUrl = HubEventQueueUrl,
            HubIsOn = !HubDisabled,
            HubV2IsOn = !HubV2Disabled,
            OcsfVersion = Ocsf.OcsfVersion.Of(OcsfVersion),
            Region = Region,
        };
        foreach (var path in Seed) options.Seeds.Add(SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));
        foreach (var member in Member) options.Members.Add(member);
        foreach (var product in Product) options.Products.Add(product);
        if (InspectorDisabled) options.InspectorScans.Clear();
        foreach (DictionaryEntry role in ExternalId) options.ExternalIds[$"{role.Key}"] = $"{role.Value}";
        foreach (var fault in Fault) options.Faults.Add(fault);
        foreach (var finding in findings) options.InspectorFindings.Add(finding);
        foreach (var scan in input.CisScans.Scans) options.CisScans.Add(scan);
        foreach (var target in input.CisScans.Targets) options.CisScans.Add(target);
        return options;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) input.Dispose();
        base.Dispose(disposing);
    }

    private void RunUntilStopped(RunningEmulator running)
    {
        using (running) Stop.WaitHandle.WaitOne();
    }

    private void Take(IEnumerable<FindingInputItem> items)
    {
        foreach (var item in items)
        {
            switch (item)
            {
                case { Problem: { } problem }:
                    WriteError(FindingErrorRecord.From(problem, InspectorFinding));
                    break;
                case { Finding: Inspector2Finding or ClassicFinding or CisFinding }:
                    findings.Add(item.Finding);
                    break;
                default:
                    WriteError(new ErrorRecord(
                        new InvalidDataException(
                            "A finding of Amazon Inspector or Inspector Classic is expected: scans and ASFF have no list of their own " +
                            "to be in."),
                        "NotAnInspectorFinding", ErrorCategory.InvalidData, item.Finding ?? (object?)item.Asff));
                    break;
            }
        }
    }
}
