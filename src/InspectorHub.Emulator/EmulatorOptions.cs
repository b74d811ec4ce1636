using System.Net;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Ocsf;

namespace InspectorHub.Emulator;

/// <summary>How a <see cref="SecurityHubEmulator"/> behaves.</summary>
public sealed class EmulatorOptions
{
    /// <summary>The account of calls that name none, while every account is played.</summary>
    public const string DefaultAccountId = "123456789012";

    /// <summary>The port; 0 lets the system choose a free one.</summary>
    public int Port { get; set; }

    /// <summary>The address to listen on; loopback unless there is a good reason, since whoever reaches it can use it.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>A SQLite file that keeps hubs and findings from run to run; null keeps them in memory.</summary>
    public string? Path { get; set; }

    /// <summary>
    /// The account that is played, 12 digits; findings of others are then refused with 403, as AWS does. Null plays every
    /// account that findings name, and <see cref="DefaultAccountId"/> for all else.
    /// </summary>
    public string? AccountId { get; set; }

    /// <summary>The access key id that clients use; null makes one up.</summary>
    public string? AccessKey { get; set; }

    /// <summary>The secret of the access key; null makes one up.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Whether signatures are checked; otherwise any key will do.</summary>
    public bool VerifySignatures { get; set; } = true;

    /// <summary>
    /// The call rates, as a multiple of Security Hub's own (BatchImportFindings 10 a second with a burst of 30, GetFindings 3
    /// with 6, per account and Region); 0 lifts them.
    /// </summary>
    public double RateScale { get; set; } = 1;

    /// <summary>
    /// Roles, by ARN, that AssumeRole gives keys for only with the external id that is theirs here; any other role needs
    /// none.
    /// </summary>
    public IDictionary<string, string> ExternalIds { get; } = new Dictionary<string, string>();

    /// <summary>The Region of calls that name none, as unsigned ones do.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>
    /// The organization's delegated administrator for Security Hub and Inspector, 12 digits; null for accounts that stand alone.
    /// </summary>
    public string? Administrator { get; set; }

    /// <summary>The accounts of the organization that the <see cref="Administrator"/> has as its members.</summary>
    public IList<string> Members { get; } = [];

    /// <summary>Products that can be enabled beside AWS's and the known partners', as <c>company/product</c>.</summary>
    public IList<string> Products { get; } = [];

    /// <summary>Whether findings of <c>product/aws/inspector</c> are taken from a customer, which AWS refuses with 403.</summary>
    public bool AllowInspectorProduct { get; set; }

    /// <summary>
    /// What Amazon Inspector and Inspector Classic report, each finding to the account and in the Region of its ARN.
    /// </summary>
    public IList<InspectorFinding> InspectorFindings { get; } = [];

    /// <summary>
    /// The CIS scans that results among <see cref="InspectorFindings"/> belong to, and their instances, as far as more is to be said of
    /// them than that they are completed.
    /// </summary>
    public CisScans CisScans { get; } = new();

    /// <summary>
    /// Files with findings to start with, and to go back to at a reset: those of Inspector's APIs, reports and events are reported by
    /// Inspector, those in the Security Hub format are held by Security Hub.
    /// </summary>
    public IList<string> Seeds { get; } = [];

    /// <summary>Whether Security Hub CSPM is enabled in an account and Region that is used for the first time.</summary>
    public bool HubIsOn { get; set; } = true;

    /// <summary>The same of the new Security Hub, which holds OCSF and whose operations end in V2.</summary>
    public bool HubV2IsOn { get; set; } = true;

    /// <summary>The version of OCSF that the findings there have.</summary>
    public OcsfVersion OcsfVersion { get; set; } = OcsfVersion.V160;

    /// <summary>
    /// What Amazon Inspector scans: <c>ec2</c>, <c>ecr</c>, <c>lambda</c>, <c>lambdaCode</c>, <c>codeRepository</c>; nothing
    /// when it is off.
    /// </summary>
    public IList<string> InspectorScans { get; } = ["ec2", "ecr", "lambda", "lambdaCode", "codeRepository"];

    /// <summary>Faults in force from the start.</summary>
    public IList<EmulatorFault> Faults { get; } = [];

    /// <summary>
    /// A queue of SQS (moto's or ElasticMQ's will do) that gets an event whenever a finding of Inspector comes or changes, as a rule
    /// of EventBridge would send it there. Best effort, as at AWS. Null for none.
    /// </summary>
    public Uri? EventQueueUrl { get; set; }

    /// <summary>The same for findings of Security Hub; may be the same queue.</summary>
    public Uri? HubEventQueueUrl { get; set; }

    /// <summary>Told of each call when its answer is ready, on the thread that answers it.</summary>
    public Action<EmulatorCall>? Observer { get; set; }

    /// <summary>The time, for tests that travel in it.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
