using InspectorHub.Common;

namespace InspectorHub.Core.Tests.Common;

public sealed class ArnTests
{
    [Theory]
    [InlineData("arn:aws:inspector2:eu-west-1:111122223333:finding/a", "aws", "inspector2", "eu-west-1", "111122223333", "finding/a")]
    [InlineData("arn:aws:s3:::bucket", "aws", "s3", "", "", "bucket")]
    [InlineData("arn:aws-cn:iam::111122223333:role/a:b", "aws-cn", "iam", "", "111122223333", "role/a:b")]
    [InlineData("arn:aws:securityhub:eu-west-1::product/aws/inspector", "aws", "securityhub", "eu-west-1", "", "product/aws/inspector")]
    public void An_ARN_is_taken_apart_and_put_together(string text, string partition, string service, string region, string account,
        string resource)
    {
        Assert.Equal(new Arn(partition, service, region, account, resource), Arn.Parse(text));
        Assert.Equal(text, Arn.Parse(text).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ARN:aws:s3:::bucket")]
    [InlineData("arn::s3:::bucket")]
    [InlineData("arn:aws::::bucket")]
    [InlineData("arn:aws:s3:::")]
    [InlineData("arn:aws:s3::bucket")]
    [InlineData("arn:aws:s3")]
    public void What_is_none_is_none(string? text) => Assert.Null(Arn.Parse(text));
}
