using System.Text.RegularExpressions;
using InspectorHub.Asff;
using InspectorHub.Aws;
using InspectorHub.Common;

namespace InspectorHub.Delivery;

/// <summary>The likely cause behind a refusal of access, and what to do about it.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Explanation">The cause in words.</param>
/// <param name="NextStep">What to do, for whoever has no commands for it.</param>
/// <remarks>
/// Security Hub says AccessDeniedException to a foreign account, a wrong Region, somebody else's product and a missing permission
/// alike, so what was sent is looked at. Who may import what: Security Hub API, BatchImportFindings.
/// </remarks>
public sealed record Denial(DenialCause Cause, string Explanation, string NextStep)
{
    // "User: arn:aws:sts::111122223333:assumed-role/… is not authorized to perform: … on resource: arn:aws:securityhub:…:product/…"
    private const string CallerPattern = @"arn:[\w-]+:(?:iam|sts)::\d{12}:\S+";
    private const string ProductPattern = @"arn:[\w-]+:securityhub:[\w-]*:\d*:product/[^\s,]+";

    /// <summary>Whether it is the product that is denied, so that findings of others are not concerned.</summary>
    public bool IsAboutProduct => Cause is DenialCause.ForeignProduct or DenialCause.WrongRegion;

    /// <summary>Explains a refused call.</summary>
    /// <param name="errorCode">The error's name: of the call, or of one failed finding in it.</param>
    /// <param name="message">Security Hub's words.</param>
    /// <param name="productArn">The finding's product where it is known; else it is looked for in the message.</param>
    /// <param name="accountId">The account that the finding is about.</param>
    /// <param name="region">The Region that was called.</param>
    /// <param name="caller">The caller's account where it is known; else it is looked for in the message.</param>
    public static Denial Explain(
        string? errorCode, string message, string? productArn, string accountId, string region, string? caller = null)
    {
        if (new AwsException(message) { ErrorCode = errorCode }.CredentialsAtFault) return Credentials;
        if (message.Contains("not subscribed")) return HubOff(region);
        caller ??= Arn.Parse(Find(CallerPattern, message))?.AccountId;
        productArn ??= Find(ProductPattern, message) ?? AsffProductArn.Default(Partitions.Of(region), region, accountId);
        var product = Arn.Parse(productArn) ?? default;
        if (product.Region != region || product.Partition != Partitions.Of(region)) return WrongRegion(product.Region, region);
        // Denied to every customer, whichever account he is of: to send with other credentials would not help.
        if (string.IsNullOrEmpty(product.AccountId)) return ForeignProduct(productArn, accountId, region);
        if (caller is not null && accountId != caller) return ForeignAccount(accountId, caller);
        if (product.AccountId != accountId) return ForeignProduct(productArn, accountId, region);
        return errorCode is "InvalidAccess" or "InvalidAccessException"
            ? IntegrationOff(productArn, accountId, region)
            : Permission(productArn);
    }

    private static Denial Credentials => new(
        DenialCause.Credentials, "The credentials are missing, expired or wrong.", "Renew them; for SSO: aws sso login.");

    private static Denial HubOff(string region) => new(
        DenialCause.HubOff, $"Security Hub is not enabled in {region}.", "Enable Security Hub CSPM there.");

    private static Denial WrongRegion(string productRegion, string region) => new(
        DenialCause.WrongRegion, $"The finding's product is of {productRegion}, but Security Hub of {region} was called.",
        $"Send it to {productRegion}, or give the finding a product ARN of {region}.");

    private static Denial ForeignAccount(string accountId, string caller) => new(
        DenialCause.ForeignAccount,
        $"The finding is about account {accountId}, and the credentials are of {caller}. An account imports findings about itself alone.",
        $"Send with credentials of {accountId}, or assume a role there.");

    private static Denial ForeignProduct(string productArn, string accountId, string region) => new(
        DenialCause.ForeignProduct,
        $"{productArn} belongs to {(productArn.Contains(":product/aws/") ? "AWS" : "another company")}; a customer's account may not " +
        "import for it.",
        $"Send in the account form, for {AsffProductArn.Default(Partitions.Of(region), region, accountId)}.");

    private static Denial IntegrationOff(string productArn, string accountId, string region) => new(
        DenialCause.IntegrationOff,
        $"Security Hub of {accountId} in {region} is off or does not accept findings of {productArn}.",
        "See whether Security Hub CSPM is on there, and whether it accepts findings of the product.");

    private static Denial Permission(string productArn) => new(
        DenialCause.Permission, "A permission is missing or denied.",
        $"Allow securityhub:BatchImportFindings on {productArn}, and see whether a service control policy denies it.");

    private static string? Find(string pattern, string message) =>
        Regex.Match(message, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } match ? match.Value : null;
}
