using System.Text.Json.Nodes;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

public sealed class ProductTests
{
    [Theory]
    [InlineData(":product/prowler/prowler", "Prowler", "Prowler")]
    [InlineData(":product/cloud-custodian/cloud-custodian", "Cloud Custodian", "Cloud Custodian")]
    [InlineData("517716713836:product/crowdstrike/crowdstrike-falcon", "CrowdStrike Falcon", "CrowdStrike")]
    [InlineData(":product/acme/scanner", "scanner", "acme")]
    public async Task A_partners_findings_come_in_once_its_product_is_enabled(string product, string name, string company)
    {
        using var hub = new EmulatorClient(options => options.Products.Add("acme/scanner"));
        var arn = $"arn:aws:securityhub:{Region}:{product}";
        var batch = new JsonObject { ["Findings"] = new JsonArray(Finding("a", finding => finding["ProductArn"] = arn)) };
        var (status, error, _) = await hub.CallAsync("POST", "/findings/import", batch);
        Assert.Equal((403, "AccessDeniedException"), (status, Text(error, "Code")));
        Assert.EndsWith($"is not authorized to perform: securityhub:BatchImportFindings on resource: {arn}", Text(error, "Message"),
            StringComparison.Ordinal);

        Assert.Equal(200, (await hub.CallAsync("POST", "/productSubscriptions", new JsonObject { ["ProductArn"] = arn })).Status);
        var (_, reply, _) = await hub.CallAsync("POST", "/findings/import", batch);
        Assert.Equal(1, reply.GetProperty("SuccessCount").GetInt32());
        var held = await hub.HeldAsync("a");
        Assert.Equal((name, company), (Text(held, "ProductName"), Text(held, "CompanyName")));

        var subscription = $"arn:aws:securityhub:{Region}:{Account}:product-subscription/{product.Split('/', 2)[1]}";
        Assert.Equal(200, (await hub.CallAsync("DELETE", "/productSubscriptions/" + Uri.EscapeDataString(subscription))).Status);
        Assert.Equal(403, (await hub.CallAsync("POST", "/findings/import", batch)).Status);
    }

    [Fact]
    public async Task What_is_read_back_of_a_partners_product_can_be_sent_again()
    {
        using var hub = new EmulatorClient();
        var arn = $"arn:aws:securityhub:{Region}::product/prowler/prowler";
        await hub.CallAsync("POST", "/productSubscriptions", new JsonObject { ["ProductArn"] = arn });
        await hub.ImportAsync(Finding("a", finding => finding["ProductArn"] = arn));
        var again = JsonNode.Parse((await hub.HeldAsync("a")).GetRawText())!.AsObject();
        again["RecordState"] = "ARCHIVED";
        again["UpdatedAt"] = "2025-06-01T00:00:00Z";
        Assert.Equal(1, (await hub.ImportAsync(again)).GetProperty("SuccessCount").GetInt32());
        Assert.Equal("ARCHIVED", Text(await hub.HeldAsync("a"), "RecordState"));
    }

    [Fact]
    public async Task An_account_gives_products_of_its_own_any_name()
    {
        using var hub = new EmulatorClient();
        var own = DefaultProduct().Replace("/default", "/scanner", StringComparison.Ordinal);
        Assert.Equal(1, (await hub.ImportAsync(Finding("a", finding => finding["ProductArn"] = own))).GetProperty("SuccessCount")
            .GetInt32());
        var foreign = new JsonObject { ["Findings"] = new JsonArray(
            Finding("b", finding => finding["ProductArn"] = own.Replace(Account, "222222222222", StringComparison.Ordinal))) };
        Assert.Equal(403, (await hub.CallAsync("POST", "/findings/import", foreign)).Status);
    }

    [Fact]
    public async Task Partners_are_described_and_the_unknown_is_not_there()
    {
        using var hub = new EmulatorClient();
        var arn = $"arn:aws:securityhub:{Region}::product/prowler/prowler";
        var (_, described, _) = await hub.CallAsync("GET", $"/products?ProductArn={Uri.EscapeDataString(arn)}");
        var product = Assert.Single(described.GetProperty("Products").EnumerateArray());
        Assert.Equal((arn, "Prowler"), (Text(product, "ProductArn"), Text(product, "ProductName")));
        foreach (var wrong in new[] { arn.Replace("prowler", "growler", StringComparison.Ordinal),
            arn.Replace(Region, "us-west-2", StringComparison.Ordinal) })
        {
            Assert.Equal(404, (await hub.CallAsync("POST", "/productSubscriptions", new JsonObject { ["ProductArn"] = wrong })).Status);
        }
    }
}
