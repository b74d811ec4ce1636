using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using InspectorHub.Ocsf;

namespace InspectorHub.Emulator.Tool;

/// <summary>
/// <c>inspectorhub-emulator</c>: starts an emulator, says where it listens in one line of JSON and runs until it is told to end.
/// </summary>
internal static class EmulatorCommand
{
    private const int UsualPort = 4577;

    private static readonly Option<int> Port = new("--port", "-p")
    {
        Description = "The port to listen on; 0 lets the system choose a free one.",
        DefaultValueFactory = _ => UsualPort,
    };

    private static readonly Option<string> Address = new("--address")
    {
        Description = "The address to listen on. Whoever reaches it can use it, without encryption.",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private static readonly Option<FileInfo> Store = new("--path")
    {
        Description = "A SQLite file that keeps hubs and findings from run to run; without it they are kept in memory.",
    };

    private static readonly Option<FileInfo[]> Seed = new("--seed")
    {
        Description = "Files with findings to start with: of Inspector (replies, reports, events) or in the Security Hub format.",
    };

    private static readonly Option<string> Account = new("--account-id")
    {
        Description = "The account to play, strictly: findings of others are refused. Without it every account that findings name is " +
            "played.",
    };

    private static readonly Option<string> Region = new("--region")
    {
        Description = "The Region of calls that name none.",
        DefaultValueFactory = _ => "us-east-1",
    };

    private static readonly Option<string> AccessKey = new("--access-key") { Description = "The access key id that clients use." };

    private static readonly Option<string> SecretKey = new("--secret-key") { Description = "The secret of the access key." };

    private static readonly Option<bool> CheckSignatures = new("--check-signatures")
    {
        Description = "Takes signed calls only. Otherwise any key will do, 12 digits as access key id mean that account, and calls need " +
            "no signature.",
    };

    private static readonly Option<double> RateScale = new("--rate-scale")
    {
        Description = "The call rates of Security Hub, multiplied by this: 1 for AWS's own, 0 for none.",
    };

    private static readonly Option<string[]> Product = new("--product")
    {
        Description = "Products that can be enabled beside AWS's and the known partners', as company/product.",
    };

    private static readonly Option<bool> AllowInspectorProduct = new("--allow-inspector-product")
    {
        Description = "Takes findings of product/aws/inspector, which AWS refuses from customers.",
    };

    private static readonly Option<string> Admin = new("--admin")
    {
        Description = "The organization's delegated administrator for Security Hub and Inspector.",
    };

    private static readonly Option<string[]> Member = new("--member") { Description = "The accounts that the administrator has as its " +
        "members." };

    private static readonly Option<Uri> EventQueueUrl = new("--event-queue-url")
    {
        Description = "A queue of SQS (moto's, ElasticMQ's) that gets an event whenever a finding of Inspector comes or changes, as " +
            "from EventBridge.",
    };

    private static readonly Option<Uri> HubEventQueueUrl =
        new("--hub-event-queue-url") { Description = "The same for findings of Security Hub." };

    private static readonly Option<bool> HubOff = new("--hub-off") { Description = "Security Hub is not enabled yet." };

    private static readonly Option<bool> HubV2Off =
        new("--hub-v2-off") { Description = "The Security Hub that holds OCSF is not enabled yet." };

    private static readonly Option<string> Ocsf = new("--ocsf-version")
    {
        Description = "The version of OCSF of that hub's findings: 1.5.0, 1.6.0 or 1.8.0.",
        DefaultValueFactory = _ => OcsfVersion.V160.Number,
    };

    private static readonly Option<bool> InspectorOff = new("--inspector-off") { Description = "Inspector is not enabled yet." };

    /// <summary>The command, which writes to these.</summary>
    public static RootCommand Create(TextWriter output, TextWriter errors)
    {
        var command = new RootCommand("A local AWS Security Hub, Amazon Inspector and STS: the real contract, faults on demand.")
        {
            Port, Address, Store, Seed, Account, Admin, Member, Region, AccessKey, SecretKey, CheckSignatures, RateScale,
            Product, AllowInspectorProduct, EventQueueUrl, HubEventQueueUrl, HubOff, HubV2Off, Ocsf, InspectorOff,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed, output, errors, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        SecurityHubEmulator emulator;
        try
        {
            emulator = new SecurityHubEmulator(Options(parsed));
        }
        catch (Exception failure) when (
            failure is SocketException or IOException or EmulatorStoreException or FormatException or ArgumentException)
        {
            await errors.WriteLineAsync(failure.Message).ConfigureAwait(false);
            return 1;
        }

        using (emulator)
        {
            await output.WriteLineAsync(Said(emulator, parsed)).ConfigureAwait(false);
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);

            // Cancelled by SIGTERM and by Ctrl+C.
            await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return 0;
    }

    private static EmulatorOptions Options(ParseResult parsed)
    {
        var options = new EmulatorOptions
        {
            Port = parsed.GetValue(Port),
            Address = IPAddress.Parse(parsed.GetValue(Address)!),
            Path = parsed.GetValue(Store)?.FullName,
            AccountId = parsed.GetValue(Account),
            Region = parsed.GetValue(Region)!,
            AccessKey = parsed.GetValue(AccessKey) ?? "test",
            SecretKey = parsed.GetValue(SecretKey) ?? "test",
            VerifySignatures = parsed.GetValue(CheckSignatures),
            RateScale = parsed.GetValue(RateScale),
            AllowInspectorProduct = parsed.GetValue(AllowInspectorProduct),
            Administrator = parsed.GetValue(Admin),
            EventQueueUrl = parsed.GetValue(EventQueueUrl),
            HubEventQueueUrl = parsed.GetValue(HubEventQueueUrl),
            HubIsOn = !parsed.GetValue(HubOff),
            HubV2IsOn = !parsed.GetValue(HubV2Off),
            OcsfVersion = OcsfVersion.Of(parsed.GetValue(Ocsf)!),
        };
        foreach (var file in parsed.GetValue(Seed) ?? []) options.Seeds.Add(file.FullName);
        foreach (var member in parsed.GetValue(Member) ?? []) options.Members.Add(member);
        foreach (var product in parsed.GetValue(Product) ?? []) options.Products.Add(product);
        if (parsed.GetValue(InspectorOff)) options.InspectorScans.Clear();
        return options;
    }

    private static string Said(SecurityHubEmulator emulator, ParseResult parsed) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["endpointUrl"] = emulator.EndpointUrl,
        ["port"] = emulator.Port,
        ["region"] = parsed.GetValue(Region)!,
        ["accountId"] = parsed.GetValue(Account) ?? EmulatorOptions.DefaultAccountId,
        ["accessKey"] = emulator.AccessKey,
        ["secretKey"] = emulator.SecretKey,
        ["processId"] = Environment.ProcessId,
    });
}
