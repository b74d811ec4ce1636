namespace InspectorHub.Tests.Aws;

/// <summary>What is secret stays so, whatever is asked for and whatever goes wrong.</summary>
public sealed class SecretTests : IDisposable
{
    private readonly HubSession hub = new();
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData("@hub @more")]
    [InlineData("@hub @more", "ListFindings", "GetFindings", "BatchImportFindings", "DescribeHub", "GetCallerIdentity")]
    [InlineData("-EndpointUrl $hub.EndpointUrl -Region eu-central-1 -AccessKey $hub.AccessKey -SecretKey hush-secret -SessionToken hush-token")]
    [InlineData("-EndpointUrl $hub.EndpointUrl -Region eu-central-1 -Credential ([pscustomobject]@{ AccessKeyId = 'AKIAHUSH'; SecretAccessKey = 'hush-secret'; SessionToken = 'hush-token' })")]
    [InlineData("-EndpointUrl http://127.0.0.1:1 -Region eu-central-1 -AccessKey a -SecretKey hush-secret -SessionToken hush-token -RoleArn arn:aws:iam::123456789012:role/Hub -ExternalId hush-external")]
    public void Secrets_appear_in_no_stream(string connection, params string[] failing)
    {
        var secret = hub.Run("$hub.SecretKey").Output[0].ToString();
        foreach (var operation in failing) hub.Run($"$hub.AddFault(@{{ Kind = 'Status'; Status = 403; ErrorCode = 'AccessDeniedException'; Operation = '{operation}' }})");
        var result = hub.Run(
            $$"""
            $more = @{ ErrorAction = 'Continue' }
            $all = @{ Verbose = $true; Debug = $false }
            & {
                try { Get-InspectorFinding {{connection}} @all } catch { $_ }
                try { Get-InspectorHubFinding {{connection}} @all } catch { $_ }
                try { Get-InspectorHubIntegration {{connection}} @all } catch { $_ }
                try { Test-InspectorHubIntegration {{connection}} @all } catch { $_ }
                try { Compare-InspectorHubFinding {{connection}} @all } catch { $_ }
                try { Sync-InspectorFindingToHub {{connection}} @all -OutboxPath $args[0] -TimeoutSec 2 } catch { $_ }
                try { Import-InspectorFinding $args[1] | Send-InspectorFindingToHub {{connection}} @all -OutboxPath $args[0] -TimeoutSec 2 } catch { $_ }
            } @args *>&1 | ForEach-Object { "$_"; if ($_.Exception) { $_.Exception.ToString(); "$($_.TargetObject)" } }
            """,
            folder.File("outbox.db"),
            FindingsFile.Write(folder.File("findings.json"), 2, "eu-central-1", "123456789012"));
        var text = string.Join('\n', result.Output);
        Assert.Contains("findings", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(file => !file.Contains(".sender-", StringComparison.Ordinal)), file =>
        {
            var content = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file));
            Assert.DoesNotContain("hush", content, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, content, StringComparison.Ordinal);
        });
    }

    public void Dispose()
    {
        hub.Dispose();
        folder.Dispose();
    }
}
