using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using InspectorHub.Emulator.Filters;
using InspectorHub.Emulator.SecurityHub.Search;
using InspectorHub.Emulator.Store;

namespace InspectorHub.Emulator.SecurityHub;

/// <summary>
/// The rules of a hub that are enabled, in their order: each that a finding matches when it comes or is updated changes it, until one
/// is terminal. Source: Security Hub user guide, automation rules.
/// </summary>
internal sealed class AutomationRules
{
    public const string Kind = "rule";

    private readonly List<(FindingFilters Criteria, List<JsonMembers> Updates, bool IsTerminal)> rules;

    public AutomationRules(Hub hub, DateTimeOffset now) => rules =
    [
        .. hub.Documents(Kind).Where(
            rule => (string?)rule["RuleStatus"] == "ENABLED").OrderBy(rule => (int)rule["RuleOrder"]!).Select(rule => (
            FindingFilters.Read(JsonSerializer.SerializeToElement(rule["Criteria"]), now, isRule: true),
            rule["Actions"]!.AsArray().Select(action => action!["FindingFieldsUpdate"]).OfType<JsonObject>()
                .Select(update => JsonMembers.Read(Encoding.UTF8.GetBytes(update.ToJsonString()))).ToList(),
            (bool?)rule["IsTerminal"] == true)),
    ];

    /// <summary>Changes a finding by the rules that it matches.</summary>
    /// <param name="finding">The finding; changed.</param>
    /// <param name="setByCustomer">The attributes that the customer has set.</param>
    /// <param name="now">When.</param>
    /// <returns>The attributes that are set now.</returns>
    public string Apply(JsonMembers finding, string setByCustomer, DateTimeOffset now)
    {
        foreach (var (criteria, updates, isTerminal) in rules)
        {
            if (!criteria.Match(new StoredFinding(finding.ToUtf8()))) continue;
            foreach (var update in updates)
            {
                CustomerUpdate.Apply(finding, update, now);
                setByCustomer = CustomerUpdate.SetWith(setByCustomer, update);
            }

            if (isTerminal) break;
        }

        return setByCustomer;
    }
}
