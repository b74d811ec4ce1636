using InspectorHub.Asff;

namespace InspectorHub.Aws.SecurityHub;

/// <summary>What GetFindings is to find. Source: Security Hub API, <c>AwsSecurityFindingFilters</c>.</summary>
public sealed class HubFilter : ServiceFilter
{
    /// <summary>Values that one attribute may be asked for in one call.</summary>
    public const int MaxValues = 20;

    /// <summary>Wants an attribute to have one of some values.</summary>
    /// <param name="attribute">Its name in the filter, for example <c>SeverityLabel</c>.</param>
    /// <param name="values">The values; none wants nothing in particular. A <c>*</c> at the end stands for anything that follows.</param>
    public HubFilter Where(string attribute, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            var prefix = value.EndsWith("*", StringComparison.Ordinal);
            Add(attribute, json =>
            {
                json.WriteString("Value", prefix ? value[..^1] : value);
                json.WriteString("Comparison", prefix ? "PREFIX" : "EQUALS");
            });
        }

        return this;
    }

    /// <summary>Wants an attribute to have one of the values of an enumeration, which the service writes in capitals.</summary>
    public HubFilter WhereEnum(string attribute, IEnumerable<string>? values) =>
        Where(attribute, values?.Select(value => value.ToUpperInvariant()));

    /// <summary>Wants a date not before another; null wants nothing in particular.</summary>
    public HubFilter Since(string attribute, DateTimeOffset? start)
    {
        if (start is not { } date) return this;
        Add(attribute, json =>
        {
            json.WriteString("Start", AsffTime.Milliseconds(date));
            // A range has both ends; nothing was changed tomorrow.
            json.WriteString("End", AsffTime.Milliseconds(DateTimeOffset.UtcNow.AddDays(1)));
        });
        return this;
    }
}
