namespace InspectorHub.Asff;

/// <summary>Something in a finding that Security Hub will not accept.</summary>
/// <param name="Path">Where, as a JSON path from the finding: <c>$.Resources[0].Tags</c>.</param>
/// <param name="Rule">Which rule, in JSON schema's words: required, type, minLength, maxLength, minItems, maxItems,
/// minProperties, maxProperties, minimum, maximum, pattern, format, enum, anyOf, propertyNames, additionalProperties;
/// maxBytes for the finding as a whole.</param>
/// <param name="Limit">What the rule asks for.</param>
/// <param name="Actual">What the finding has.</param>
/// <param name="Message">The whole of it in Security Hub's words.</param>
public sealed record AsffViolation(string Path, string Rule, string Limit, string Actual, string Message)
{
    /// <summary>The Id of the finding, where it has one.</summary>
    public string? FindingId { get; init; }

    /// <summary>Where the finding was read; null for one that was not.</summary>
    public string? Origin { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Message;
}
