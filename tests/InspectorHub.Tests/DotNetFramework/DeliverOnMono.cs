using System;
using System.IO;
using System.Threading;
using InspectorHub.Asff.Serialization;
using InspectorHub.Aws.SecurityHub;
using InspectorHub.Aws.Sessions;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Outbox;
using InspectorHub.Translation;

// The netstandard2.0 build on a .NET Framework runtime: reads a file, translates it, delivers it. Arguments: file, endpoint, access key,
// secret key, outbox.
public static class DeliverOnMono
{
    public static int Main(string[] args)
    {
        var connection = new AwsConnection { Region = "us-east-1", EndpointUrl = args[1], AccessKey = args[2], SecretKey = args[3] };
        using (var outbox = new FindingOutbox(args[4]))
        using (var dispatcher = new Dispatcher(outbox, lane => new SecurityHubClient(connection, lane.Region)))
        using (var file = File.OpenRead(args[0]))
        {
            foreach (var reading in FindingReader.Read(file, args[0], CancellationToken.None))
                dispatcher.Add(
                    new OutboundFinding(AsffJson.Serialize(AccountForm.From(AsffTranslator.Translate(reading.Finding))), null, args[1]));
            var summary = dispatcher.CompleteAsync().GetAwaiter().GetResult();
            Console.WriteLine("received " + summary.Received + ", refused " + summary.Refused + ", waiting " + summary.Waiting);
            return summary.IsComplete ? 0 : 1;
        }
    }
}
