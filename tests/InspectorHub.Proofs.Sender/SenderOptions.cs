using System.Globalization;

namespace InspectorHub.Proofs.Sender;

/// <summary>What a sender process is told: positions on its command line.</summary>
internal sealed record SenderOptions(string EndpointUrl, string AccessKey, string SecretKey, string OutboxPath, int First, int Count,
    bool Limited, string? File = null)
{
    public static SenderOptions Parse(string[] args) =>
        new(args[0], args[1], args[2], args[3], int.Parse(args[4], CultureInfo.InvariantCulture),
            int.Parse(args[5], CultureInfo.InvariantCulture), args[6] == "limited", args.Length > 7 ? args[7] : null);

    public string[] ToArguments() =>
        [EndpointUrl, AccessKey, SecretKey, OutboxPath, First.ToString(CultureInfo.InvariantCulture),
            Count.ToString(CultureInfo.InvariantCulture), Limited ? "limited" : "unlimited", .. File is null ? (string[])[] : [File]];
}
