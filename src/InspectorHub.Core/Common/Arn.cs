namespace InspectorHub.Common;

/// <summary>
/// The parts of <c>arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE</c>. Source: AWS General Reference, Amazon Resource Names.
/// </summary>
/// <param name="Partition">aws, aws-cn, aws-us-gov, …</param>
/// <param name="Service">For example inspector2.</param>
/// <param name="Region">Empty where the service has no Regions.</param>
/// <param name="AccountId">Empty where the resource belongs to no account.</param>
/// <param name="Resource">All that follows, colons included.</param>
public readonly record struct Arn(string Partition, string Service, string Region, string AccountId, string Resource)
{
    /// <summary>What every ARN begins with.</summary>
    public const string Prefix = "arn:";

    /// <summary>Takes an ARN apart; null when the text is none.</summary>
    public static Arn? Parse(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var position = Prefix.Length;
        if (Next(text, ref position) is not { Length: > 0 } partition || Next(text, ref position) is not { Length: > 0 } service ||
            Next(text, ref position) is not { } region
                || Next(text, ref position) is not { } account
                || position == text.Length) return null;
        return new Arn(partition, service, region, account, text.Substring(position));
    }

    /// <inheritdoc/>
    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{AccountId}:{Resource}";

    private static string? Next(string text, ref int position)
    {
        var colon = text.IndexOf(':', position);
        if (colon < 0) return null;
        var part = text.Substring(position, colon - position);
        position = colon + 1;
        return part;
    }
}
