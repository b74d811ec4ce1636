using System.Collections.Concurrent;
using System.Text.Json;
using InspectorHub.Common;
using InspectorHub.Emulator.Http;
using InspectorHub.Emulator.Services;
using InspectorHub.Findings.Cis;

namespace InspectorHub.Emulator.Inspector.Cis;

/// <summary>
/// What CIS scans are made by: kept and listed. No scan comes of it; the scans there are were given. Source: Inspector2 API 2020-06-08.
/// </summary>
internal sealed class CisConfigurationOperations
{
    // What ListCisScanConfigurations can be asked for.
    private const int Most = 100;

    private static readonly CisCriteria<CisConfiguration> Filters = new CisCriteria<CisConfiguration>()
        .Text("scanNameFilters", configuration => configuration.Name)
        .Text("scanConfigurationArnFilters", configuration => configuration.Arn)
        .Tag("targetResourceTagFilters", configuration => [configuration.Tags]);

    private static readonly CisOrder<CisConfiguration> Order = new CisOrder<CisConfiguration>()
        .By("SCAN_NAME", configuration => configuration.Name)
        .By("SCAN_CONFIGURATION_ARN", configuration => configuration.Arn);

    private readonly ConcurrentDictionary<string, CisConfiguration> configurations = new(StringComparer.Ordinal);

    public IEnumerable<Operation> All =>
    [
        new("CreateCisScanConfiguration", Create),
        new("UpdateCisScanConfiguration", Update),
        new("DeleteCisScanConfiguration", Delete),
        new("ListCisScanConfigurations", List),
    ];

    private HttpReply Create(ServiceCall call)
    {
        var account = call.Caller.Account;
        var arn = $"arn:{Partitions.Of(call.Region)}:inspector2:{call.Region}:{account}:owner/{account}/cis-configuration/{Guid.NewGuid()}";
        var targets = call.Input.GetProperty("targets");
        configurations[arn] = new CisConfiguration(
            arn,
            account,
            call.Text("scanName")!,
            call.Text("securityLevel")!,
            call.Input.GetProperty("schedule").Clone(),
            Accounts(targets, account),
            Tags(targets),
            call.Input.TryGetProperty("tags", out var tags) ? tags.Clone() : null);
        return ArnOf(arn);
    }

    private HttpReply Update(ServiceCall call)
    {
        var old = Find(call);
        var targets = call.Input.TryGetProperty("targets", out var given) ? given : default;
        configurations[old.Arn] = old with
        {
            Name = call.Text("scanName") ?? old.Name,
            SecurityLevel = call.Text("securityLevel") ?? old.SecurityLevel,
            Schedule = call.Input.TryGetProperty("schedule", out var schedule) ? schedule.Clone() : old.Schedule,
            AccountIds = Has(targets, "accountIds") ? Accounts(targets, old.OwnerId) : old.AccountIds,
            Tags = Has(targets, "targetResourceTags") ? Tags(targets) : old.Tags,
        };
        return ArnOf(old.Arn);
    }

    private HttpReply Delete(ServiceCall call)
    {
        var arn = Find(call).Arn;
        configurations.TryRemove(arn, out _);
        return ArnOf(arn);
    }

    private HttpReply List(ServiceCall call)
    {
        var found = configurations.Values.Where(configuration => IsSeen(call, configuration)).Where(Filters.Read(call))
            .OrderBy(configuration => configuration.Arn, StringComparer.Ordinal);
        return CisPage.Of(call, "scanConfigurations", Order.Sort(call, found), Most, (json, configuration) => configuration.Write(json));
    }

    private CisConfiguration Find(ServiceCall call)
    {
        var arn = call.Text("scanConfigurationArn")!;
        return configurations.TryGetValue(arn, out var found) && IsSeen(call, found)
            ? found
            : throw new ServiceError(404, "ResourceNotFoundException", $"There is no CIS scan configuration {arn}.");
    }

    private static bool IsSeen(ServiceCall call, CisConfiguration configuration) =>
        Arn.Parse(configuration.Arn)?.Region == call.Region &&
        (call.Caller.PlaysEveryAccount || configuration.OwnerId == call.Caller.Account);

    private static bool Has(JsonElement targets, string member) =>
        targets.ValueKind == JsonValueKind.Object && targets.TryGetProperty(member, out _);

    // SELF is the caller; of ALL_ACCOUNTS the emulator knows no other.
    private static List<string> Accounts(JsonElement targets, string own) =>
    [
        .. targets.GetProperty("accountIds").EnumerateArray().Select(account => account.GetString()!)
            .Select(account => account is "SELF" or "ALL_ACCOUNTS" ? own : account).Distinct(),
    ];

    private static CisTags Tags(JsonElement targets)
    {
        var tags = new CisTags();
        foreach (var tag in targets.GetProperty("targetResourceTags").EnumerateObject())
            tags[tag.Name] = [.. tag.Value.EnumerateArray().Select(value => value.GetString()!)];
        return tags;
    }

    private static HttpReply ArnOf(string arn) => HttpReply.Json(reply => reply.WriteString("scanConfigurationArn", arn));
}
