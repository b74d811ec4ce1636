using System.IO.Compression;
using System.Management.Automation;
using static InspectorHub.Tests.FindingFiles;

namespace InspectorHub.Tests;

public sealed class ImportInspectorFindingTests : IDisposable
{
    private readonly ModuleSession session = new();
    private readonly FindingFiles files = new();

    public void Dispose()
    {
        session.Dispose();
        files.Dispose();
    }

    [Fact]
    public void Findings_come_from_a_file_as_objects_that_dot_into()
    {
        var result = session.Run("Import-InspectorFinding $args[0] | ForEach-Object { $_.Resources[0].Tags['Name'], $_.Severity, $_.PackageVulnerabilityDetails.VulnerabilityId }", files.Write("a.json", Reply(Inspector2("1"))));
        Assert.Empty(result.Errors);
        Assert.Equal(["web", "HIGH", "CVE-2024-0001"], result.Output.Select(value => value.ToString()));
    }

    [Fact]
    public void Wildcards_take_every_file_that_matches()
    {
        files.Write("a1.json", Reply(Inspector2("1")));
        files.Write("a2.json", Reply(Inspector2("2"), Inspector2("3")));
        files.Write("b1.json", Reply(Inspector2("4")));
        Assert.Equal(["1", "2", "3"], Ids(session.Run("Import-InspectorFinding -Path $args[0]", Path.Combine(files.Folder, "a*.json"))));
    }

    [Fact]
    public void A_literal_path_is_no_pattern()
    {
        files.Write("a1.json", Reply(Inspector2("1")));
        var path = files.Write("a[1].json", Reply(Inspector2("2")));
        Assert.Equal(["2"], Ids(session.Run("Import-InspectorFinding -LiteralPath $args[0]", path)));
    }

    [Fact]
    public void Files_come_down_the_pipeline_as_names_and_as_objects()
    {
        var brackets = files.Write("a[1].json", Reply(Inspector2("1")));
        var plain = files.Write("b.json", Reply(Inspector2("2")));
        Assert.Equal(["1"], Ids(session.Run("[IO.FileInfo]$args[0] | Import-InspectorFinding", brackets)));
        Assert.Equal(["2"], Ids(session.Run("$args[0] | Import-InspectorFinding", plain)));
        Assert.Equal(["1"], Ids(session.Run("[pscustomobject]@{ PSPath = \"Microsoft.PowerShell.Core\\FileSystem::$($args[0])\" } | Import-InspectorFinding", brackets)));
    }

    [Fact]
    public void A_relative_path_is_one_from_the_location_of_the_session()
    {
        files.Write("a.json", Reply(Inspector2("1")));
        session.Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", files.Folder);
        Assert.Equal(["1"], Ids(session.Run("Import-InspectorFinding a.json")));
        Assert.Equal(["1"], Ids(session.Run("Import-InspectorFinding -LiteralPath ./a.json")));
    }

    [Fact]
    public void Packed_files_are_read_as_they_are()
    {
        var path = Path.Combine(files.Folder, "a.json.gz");
        using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest)) gzip.Write(System.Text.Encoding.UTF8.GetBytes(Reply(Inspector2("1"))));
        Assert.Equal(["1"], Ids(session.Run("Import-InspectorFinding $args[0]", path)));
    }

    [Fact]
    public void Each_thing_that_is_wrong_is_one_error_and_the_rest_goes_on()
    {
        files.Write("1-cut.json", Reply(Inspector2("1"), Inspector2("2"))[..^200]);
        files.Write("2-unknown.json", """{ "name": "left-pad" }""");
        files.Write("3-no-arn.json", Reply(Inspector2("3"), """{ "type": "PACKAGE_VULNERABILITY", "inspectorScore": 5 }""", Inspector2("4")));
        files.Write("4-shape.json", Reply("""{ "findingArn": "arn:aws:inspector2:eu-central-1:111122223333:finding/odd", "inspectorScore": "high" }""", Inspector2("5")));
        files.Write("5-good.json", Reply(Inspector2("6")));
        var result = session.Run("foreach ($path in $args) { Import-InspectorFinding $path }", [.. Directory.GetFiles(files.Folder).Order(StringComparer.Ordinal)]);

        Assert.Equal(["1", "3", "4", "5", "6"], Ids(result));
        Assert.Equal(["Malformed", "UnknownDocument", "MissingArn", "WrongShape"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal([ErrorCategory.ParserError, ErrorCategory.InvalidData, ErrorCategory.InvalidData, ErrorCategory.InvalidData], result.Errors.Select(error => error.CategoryInfo.Category));
        Assert.Equal(Path.Combine(files.Folder, "1-cut.json"), result.Errors[0].TargetObject);
        Assert.Contains("3-no-arn.json, findings[1] (line 1, byte ", result.Errors[2].ToString(), StringComparison.Ordinal);
        Assert.Equal("arn:aws:inspector2:eu-central-1:111122223333:finding/odd", result.Errors[3].TargetObject);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_and_the_others_are_read()
    {
        var there = files.Write("a.json", Reply(Inspector2("1")));
        var result = session.Run("Import-InspectorFinding $args[0], $args[1], $args[2] ; Import-InspectorFinding -LiteralPath $args[0], $args[3]",
            Path.Combine(files.Folder, "none.json"), Path.Combine(files.Folder, "none*.json"), there, files.Folder);
        Assert.Equal(["1"], Ids(result));
        Assert.Equal(["PathNotFound", "PathNotFound", "PathNotFound", "CannotOpenFile"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(result.Errors, error => Assert.NotNull(error.TargetObject));
    }

    [Fact]
    public void A_path_of_another_provider_is_an_error()
    {
        var error = Assert.Single(session.Run("Import-InspectorFinding Env:PATH").Errors);
        Assert.StartsWith("NotAFile,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorAction_Stop_ends_at_the_first_problem()
    {
        var path = files.Write("a.json", Reply("{}", Inspector2("1")));
        Assert.Throws<ActionPreferenceStopException>(() => session.Run("Import-InspectorFinding $args[0] -ErrorAction Stop", path));
    }

    [Fact]
    public void Findings_flow_before_the_file_has_been_read()
    {
        var path = files.Write("a.json", Reply([.. Enumerable.Range(1, 2000).Select(number => Inspector2($"{number}"))]) + " garbage");
        var result = session.Run("Import-InspectorFinding $args[0] | ForEach-Object { $_; break }", path);
        Assert.Equal(["1"], Ids(result));
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Verbose_says_what_was_read()
    {
        var path = files.Write("a.json", Reply(Inspector2("1"), Inspector2("2")));
        Assert.Contains($"Read 2 findings from {path}.", session.Run("Import-InspectorFinding $args[0] -Verbose", path).Verbose);
    }

    [Fact]
    public void Every_real_sample_is_imported_without_an_error()
    {
        Assert.SkipWhen(ModuleSession.Samples is null, "The real samples are not beside this checkout.");
        var result = session.Run("Import-InspectorFinding \"$($args[0])/classic/finding/*.json\", \"$($args[0])/inspector2/finding/*.json\", \"$($args[0])/inspector2/event/*.json\"", ModuleSession.Samples);
        Assert.Empty(result.Errors);
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public void A_scan_is_imported_for_what_was_scanned()
    {
        var path = files.Write("scan.json", """{ "vulnerability_count": { "high": 1 }, "vulnerabilities": [{ "id": "CVE-2024-0001", "severity": "high", "affects": [{ "installed_version": "pkg:npm/left-pad@1.0" }] }] }""");
        var result = session.Run("Import-InspectorFinding $args[0] -Resource 111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1 | ForEach-Object { $_.Title, $_.Severity, $_.Artifact.AccountId, $_.Artifact.Region }", path);
        Assert.Empty(result.Errors);
        Assert.Equal(["CVE-2024-0001 - left-pad", "HIGH", "111122223333", "eu-west-1"], result.Output.Select(value => value.ToString()));

        Assert.Equal("444455556666", session.Run("(Import-InspectorFinding $args[0] -Resource ./app -ResourceType Directory -AccountId 444455556666 -Region eu-west-3).Artifact.AccountId", path).Output.Single().ToString());
        Assert.Equal("Incomplete", session.Run("Import-InspectorFinding $args[0]", path).Errors.Single().FullyQualifiedErrorId.Split(',')[0]);
        var unknown = Assert.Single(session.Run("Import-InspectorFinding $args[0] -Resource nginx:latest", path).Errors);
        Assert.StartsWith("ResourceOwnerUnknown,", unknown.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-AccountId", unknown.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(SessionResult result) =>
        result.Output.Select(finding => ((string)finding.Properties["FindingArn"].Value).Split('/')[^1]);
}
