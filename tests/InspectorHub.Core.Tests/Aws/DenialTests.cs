using InspectorHub.Delivery;

namespace InspectorHub.Core.Tests.Aws;

public sealed class DenialTests
{
    private const string Own = "arn:aws:securityhub:eu-central-1:111122223333:product/111122223333/default";
    private const string Inspector = "arn:aws:securityhub:eu-central-1::product/aws/inspector";
    private const string Denied = "AccessDeniedException";
    private const string ByCaller =
        "User: arn:aws:sts::111122223333:assumed-role/Hub/s is not authorized to perform: securityhub:BatchImportFindings on resource: x";

    [Theory]
    [InlineData("ExpiredTokenException", "The security token included in the request is expired", Own, "111122223333",
        DenialCause.Credentials)]
    [InlineData("InvalidAccessException", "Account 111122223333 is not subscribed to AWS Security Hub", Own, "111122223333",
        DenialCause.HubOff)]
    [InlineData(Denied, ByCaller, "arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default", "111122223333",
        DenialCause.WrongRegion)]
    [InlineData(Denied, ByCaller, "arn:aws-cn:securityhub:eu-central-1:111122223333:product/111122223333/default", "111122223333",
        DenialCause.WrongRegion)]
    [InlineData(Denied, ByCaller, "arn:aws:securityhub:eu-central-1:444455556666:product/444455556666/default", "444455556666",
        DenialCause.ForeignAccount)]
    [InlineData(Denied, ByCaller, Inspector, "111122223333", DenialCause.ForeignProduct)]
    [InlineData("InvalidAccess", "x", Inspector, "111122223333", DenialCause.ForeignProduct)]
    [InlineData("InvalidAccess", "x", Own, "111122223333", DenialCause.IntegrationOff)]
    [InlineData("InvalidAccessException", "x", Own, "111122223333", DenialCause.IntegrationOff)]
    [InlineData(Denied, ByCaller, Own, "111122223333", DenialCause.Permission)]
    [InlineData(Denied, "explicit deny in a service control policy", Own, "111122223333", DenialCause.Permission)]
    public void The_cause_is_told_from_what_was_sent(string code, string message, string productArn, string accountId, DenialCause cause)
    {
        var denial = Denial.Explain(code, message, productArn, accountId, "eu-central-1");
        Assert.Equal(cause, denial.Cause);
        Assert.NotEmpty(denial.NextStep);
    }

    [Theory]
    [InlineData("ExpiredToken", "x", Own, "111122223333", "The credentials are missing, expired or wrong.",
        "Renew them; for SSO: aws sso login.")]
    [InlineData("InvalidAccessException", "Account 111122223333 is not subscribed to AWS Security Hub", Own, "111122223333",
        "Security Hub is not enabled in eu-central-1.", "Enable Security Hub CSPM there.")]
    [InlineData(Denied, ByCaller, "arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default", "111122223333",
        "The finding's product is of us-east-1, but Security Hub of eu-central-1 was called.",
        "Send it to us-east-1, or give the finding a product ARN of eu-central-1.")]
    [InlineData(Denied, ByCaller, "arn:aws:securityhub:eu-central-1:444455556666:product/444455556666/default", "444455556666",
        "The finding is about account 444455556666, and the credentials are of 111122223333. An account imports findings about itself " +
        "alone.", "Send with credentials of 444455556666, or assume a role there.")]
    [InlineData(Denied, ByCaller, Inspector, "111122223333",
        Inspector + " belongs to AWS; a customer's account may not import for it.", "Send in the account form, for " + Own + ".")]
    [InlineData(Denied, "x", "arn:aws:securityhub:eu-central-1:444455556666:product/444455556666/x", "111122223333",
        "arn:aws:securityhub:eu-central-1:444455556666:product/444455556666/x belongs to another company; a customer's account may not " +
        "import for it.", "Send in the account form, for " + Own + ".")]
    [InlineData("InvalidAccess", "x", Own, "111122223333",
        "Security Hub of 111122223333 in eu-central-1 is off or does not accept findings of " + Own + ".",
        "See whether Security Hub CSPM is on there, and whether it accepts findings of the product.")]
    [InlineData(Denied, ByCaller, Own, "111122223333", "A permission is missing or denied.",
        "Allow securityhub:BatchImportFindings on " + Own + ", and see whether a service control policy denies it.")]
    public void Each_cause_is_said_with_what_to_do(
        string code, string message, string productArn, string accountId, string explanation, string nextStep)
    {
        var denial = Denial.Explain(code, message, productArn, accountId, "eu-central-1");
        Assert.Equal((explanation, nextStep), (denial.Explanation, denial.NextStep));
        Assert.Equal(denial.Cause is DenialCause.ForeignProduct or DenialCause.WrongRegion, denial.IsAboutProduct);
    }

    [Fact]
    public void The_product_is_looked_for_in_the_message_where_it_is_not_known()
    {
        var denial = Denial.Explain(Denied,
            $"User: arn:aws:iam::111122223333:user/u is not authorized to perform: securityhub:BatchImportFindings on resource: " +
            $"{Inspector}", null, "111122223333", "eu-central-1");
        Assert.Equal(DenialCause.ForeignProduct, denial.Cause);
        Assert.Contains(Own, denial.NextStep);
    }

    [Fact]
    public void A_foreign_account_is_named_beside_the_callers()
    {
        var denial = Denial.Explain(Denied, "no", Own, "111122223333", "eu-central-1", caller: "999988887777");
        Assert.Equal(DenialCause.ForeignAccount, denial.Cause);
        Assert.Contains("111122223333", denial.Explanation);
        Assert.Contains("999988887777", denial.Explanation);
    }
}
