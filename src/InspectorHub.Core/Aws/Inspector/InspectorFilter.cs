namespace InspectorHub.Aws.Inspector;

/// <summary>What ListFindings of Amazon Inspector is to list. Source: Inspector2 API, <c>FilterCriteria</c>.</summary>
public sealed class InspectorFilter : ServiceFilter
{
    /// <summary>Values that one attribute may be asked for in one call.</summary>
    public const int MaxValues = 10;

    /// <summary>Wants an attribute to have one of some values.</summary>
    /// <param name="attribute">Its name in the criteria, for example <c>resourceType</c>.</param>
    /// <param name="values">At most 10 values; none wants nothing in particular. A <c>*</c> at the end stands for anything
    /// that follows.</param>
    public InspectorFilter Where(string attribute, IEnumerable<string>? values)
    {
        foreach (var value in values ?? [])
        {
            var prefix = value.EndsWith("*", StringComparison.Ordinal);
            Add(attribute, json =>
            {
                json.WriteString("comparison", prefix ? "PREFIX" : "EQUALS");
                json.WriteString("value", prefix ? value[..^1] : value);
            });
        }

        return this;
    }

    /// <summary>Wants an attribute to have one of the values of an enumeration, which the service writes in capitals.</summary>
    public InspectorFilter WhereEnum(string attribute, IEnumerable<string>? values) =>
        Where(attribute, values?.Select(value => value.ToUpperInvariant()));

    /// <summary>Wants a date not before another; null wants nothing in particular.</summary>
    public InspectorFilter Since(string attribute, DateTimeOffset? start)
    {
        if (start is { } date) Add(attribute, json => json.WriteNumber("startInclusive", date.ToUnixTimeMilliseconds() / 1000m));
        return this;
    }

    /// <summary>Wants a CIS scan not to have begun before a time, nor after another; null leaves that end open.</summary>
    public InspectorFilter Scanned(DateTimeOffset? from, DateTimeOffset? until)
    {
        if (from is null && until is null) return this;
        Add("scanAtFilters", json =>
        {
            if (from is { } earliest) json.WriteNumber("earliestScanStartTime", earliest.ToUnixTimeMilliseconds() / 1000m);
            if (until is { } latest) json.WriteNumber("latestScanStartTime", latest.ToUnixTimeMilliseconds() / 1000m);
        });
        return this;
    }

    /// <summary>Wants a resource to have one of some tags, each with its value.</summary>
    /// <param name="tags">The tags.</param>
    /// <param name="attribute">What the criteria call them.</param>
    public InspectorFilter Tagged(IEnumerable<KeyValuePair<string, string>> tags, string attribute = "resourceTags")
    {
        foreach (var tag in tags)
        {
            Add(attribute, json =>
            {
                json.WriteString("comparison", "EQUALS");
                json.WriteString("key", tag.Key);
                json.WriteString("value", tag.Value);
            });
        }

        return this;
    }
}
