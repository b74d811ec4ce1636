using System.Collections;

namespace InspectorHub.Tests;

public sealed class TestAsffTests : IDisposable
{
    private const string Fine = """
        {"SchemaVersion":"2018-10-08","Id":"one","ProductArn":"arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default","GeneratorId":"g","AwsAccountId":"111122223333",
         "Types":["Effects"],"CreatedAt":"2026-01-01T00:00:00Z","UpdatedAt":"2026-01-01T00:00:00Z","Severity":{"Label":"LOW"},"Title":"t","Description":"d","Resources":[{"Type":"Other","Id":"r"}]}
        """;

    private readonly ModuleSession session = new();
    private readonly TemporaryFolder folder = new();

    private static string Wrong => Fine.Replace("\"t\"", $"\"{new string('t', 257)}\"", StringComparison.Ordinal).Replace("\"Id\":\"one\",", "", StringComparison.Ordinal);

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_finding_that_is_fine_gives_nothing() => Assert.Empty(session.Run("$args[0] | Test-Asff", Fine).Output);

    [Fact]
    public void Every_violation_has_path_rule_limit_and_actual()
    {
        var result = session.Run("$args[0] | Test-Asff | ForEach-Object { '{0} {1} {2} {3} | {4}' -f $_.Path, $_.Rule, $_.Limit, $_.Actual, $_.Message }", Wrong);
        Assert.Empty(result.Errors);
        Assert.Equal(
            [
                "$ required Id absent | data should have required property 'Id'",
                "$.Title maxLength 256 257 | data.Title should NOT be longer than 256 characters",
            ],
            result.Output.Select(line => line.ToString()));
    }

    [Fact]
    public void An_object_that_is_nested_without_end_is_one_error()
    {
        var result = session.Run("$endless = @{}; $endless.Resources = $endless; $endless, $args[0] | Test-Asff", Wrong);
        Assert.Equal(2, result.Output.Count);
        Assert.Contains("nested too deep", Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void Objects_and_hashtables_are_tested_like_text()
    {
        var table = new Hashtable { ["SchemaVersion"] = "2018-10-08", ["Title"] = new string('t', 257) };
        Assert.Contains("$.Title", Paths(session.Run("Test-Asff -InputObject $args[0]", table)));
        var asff = new object[] { Fine };
        Assert.Equal(["$.Title"], Paths(session.Run("$asff = $args[0] | ConvertTo-Asff; $asff.Title = 'x' * 300; $asff | Test-Asff", asff)));
    }

    [Fact]
    public void Files_are_taken_apart_and_say_where_they_are_wrong()
    {
        File.WriteAllText(folder.File("a.json"), $$"""{"Findings":[{{Fine}},{{Wrong}}]}""");
        File.WriteAllText(folder.File("b[1].json"), Wrong);
        var result = session.Run("Test-Asff $args[0] | ForEach-Object Origin", Path.Combine(folder.Path, "a*.json"));
        Assert.All(result.Output, origin => Assert.EndsWith("a.json, Findings[1]", origin.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, session.Run("Test-Asff -LiteralPath $args[0]", folder.File("b[1].json")).Output.Count);
        Assert.Equal(2, session.Run("[IO.FileInfo]$args[0] | Test-Asff", folder.File("b[1].json")).Output.Count);
    }

    [Theory]
    [InlineData(true, "fine")]
    [InlineData(false, "wrong")]
    [InlineData(false, "fine", "wrong")]
    [InlineData(false, "wrong", "fine")]
    public void Quiet_gives_one_boolean_for_all(bool expected, params string[] findings)
    {
        var result = session.Run("$args[0] | Test-Asff -Quiet", new object[] { findings.Select(finding => finding == "fine" ? Fine : Wrong).ToArray() });
        Assert.Equal(expected, Assert.Single(result.Output).BaseObject);
    }

    [Fact]
    public void What_is_no_json_or_not_there_is_an_error_and_not_fine()
    {
        var broken = session.Run("'{\"SchemaVersion\":' | Test-Asff -Quiet");
        Assert.Equal(false, Assert.Single(broken.Output).BaseObject);
        Assert.StartsWith("Malformed", Assert.Single(broken.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        var missing = session.Run("Test-Asff ./nowhere.json -Quiet");
        Assert.Equal(false, Assert.Single(missing.Output).BaseObject);
        Assert.StartsWith("PathNotFound", Assert.Single(missing.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private static IEnumerable<object?> Paths(SessionResult result) => result.Output.Select(violation => violation.Properties["Path"].Value);
}
