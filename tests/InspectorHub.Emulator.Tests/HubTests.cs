using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using static InspectorHub.Emulator.Tests.EmulatorClient;
using static InspectorHub.Emulator.Tests.ImportTests;

namespace InspectorHub.Emulator.Tests;

public sealed class HubTests
{
    private const string Product = $"arn:aws:securityhub:{Region}::product/aws/inspector";
    private const string Subscription = $"arn:aws:securityhub:{Region}:{Account}:product-subscription/aws/inspector";

    [Fact]
    public async Task The_hub_is_turned_off_and_on_and_says_when_it_is_so_already()
    {
        using var hub = new EmulatorClient();
        var (status, described, message) = await hub.CallAsync("GET", "/accounts");
        Assert.Equal((200, $"arn:aws:securityhub:{Region}:{Account}:hub/default"), (status, Text(described, "HubArn")));
        Assert.True(message.Headers.Contains("x-amzn-RequestId") && message.Headers.Contains("x-amz-apigw-id"));

        Assert.Equal(409, (await hub.CallAsync("POST", "/accounts", new JsonObject())).Status);
        Assert.Equal(200, (await hub.CallAsync("DELETE", "/accounts")).Status);
        Assert.Equal(401, (await hub.CallAsync("GET", "/accounts")).Status);
        Assert.Equal(401, (await hub.CallAsync("DELETE", "/accounts")).Status);
        Assert.Equal(200,
            (await hub.CallAsync("POST", "/accounts", new JsonObject { ["ControlFindingGenerator"] = "STANDARD_CONTROL" })).Status);
        Assert.Equal("STANDARD_CONTROL", Text((await hub.CallAsync("GET", "/accounts")).Body, "ControlFindingGenerator"));
    }

    [Fact]
    public async Task The_integration_is_turned_off_and_on_and_says_when_it_is_so_already()
    {
        using var hub = new EmulatorClient();
        var path = "/productSubscriptions/" + Subscription.Replace(":", "%3A", StringComparison.Ordinal);
        Assert.Contains(Subscription, await SubscriptionsAsync(hub));
        Assert.Equal(200, (await hub.CallAsync("DELETE", path)).Status);
        Assert.DoesNotContain(Subscription, await SubscriptionsAsync(hub));
        Assert.Equal(404, (await hub.CallAsync("DELETE", path)).Status);
        Assert.Equal(403, (await hub.CallAsync("DELETE", "/productSubscriptions/" + Uri.EscapeDataString(Product))).Status);

        var (_, enabled, _) = await hub.CallAsync("POST", "/productSubscriptions", new JsonObject { ["ProductArn"] = Product });
        Assert.Equal(Subscription, Text(enabled, "ProductSubscriptionArn"));
        Assert.Equal(409, (await hub.CallAsync("POST", "/productSubscriptions", new JsonObject { ["ProductArn"] = Product })).Status);
        Assert.Equal(404, (await hub.CallAsync("POST", "/productSubscriptions",
            new JsonObject { ["ProductArn"] = Product.Replace("inspector", "nothing", StringComparison.Ordinal) })).Status);
        Assert.Equal(400, (await hub.CallAsync("POST", "/productSubscriptions", new JsonObject { ["ProductArn"] = "nonsense" })).Status);
    }

    [Fact]
    public async Task Products_are_listed_in_pages()
    {
        using var hub = new EmulatorClient();
        List<string?> arns = [];
        string? token = null;
        do
        {
            var (_, page, _) = await hub.CallAsync("GET", $"/products?MaxResults=4{(token is null ? "" : $"&NextToken={token}")}");
            arns.AddRange(page.GetProperty("Products").EnumerateArray().Select(product => Text(product, "ProductArn")));
            token = page.TryGetProperty("NextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);
        Assert.Contains(Product, arns);
        Assert.Equal(arns.Distinct().Count(), arns.Count);
        Assert.Equal(Product, Text(Assert.Single((await hub.CallAsync("GET", $"/products?ProductArn={Uri.EscapeDataString(Product)}")).Body
            .GetProperty("Products").EnumerateArray()), "ProductArn"));
        Assert.Equal(400, (await hub.CallAsync("GET", "/products?MaxResults=101")).Status);
    }

    [Fact]
    public async Task A_file_keeps_hub_and_findings_from_run_to_run()
    {
        var file = Path.Combine(Path.GetTempPath(), $"emulator-{Guid.NewGuid():N}.db");
        try
        {
            using (var first = new EmulatorClient(options => options.Path = file))
            {
                await first.ImportAsync(Finding("a"));
                await first.CallAsync("DELETE", "/productSubscriptions/" + Uri.EscapeDataString(Subscription));
            }

            using var second = new EmulatorClient(options => options.Path = file);
            await second.HeldAsync("a");
            Assert.DoesNotContain(Subscription, await SubscriptionsAsync(second));
        }
        finally
        {
            foreach (var part in new[] { file, file + "-wal", file + "-shm" }) File.Delete(part);
        }
    }

    [Fact]
    public void A_file_that_holds_something_else_is_left_alone()
    {
        var file = Path.Combine(Path.GetTempPath(), $"emulator-{Guid.NewGuid():N}.db");
        try
        {
            using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={file};Pooling=False"))
            {
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = "CREATE TABLE finding (id TEXT)";
                command.ExecuteNonQuery();
            }

            var before = File.ReadAllBytes(file);
            var failure = Assert.Throws<EmulatorStoreException>(() => new SecurityHubEmulator(new EmulatorOptions { Path = file }));
            Assert.Contains(file, failure.Message, StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllBytes(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Two_emulators_at_once_know_nothing_of_each_other()
    {
        using var one = new EmulatorClient();
        using var other = new EmulatorClient();
        Assert.NotEqual(one.Emulator.Port, other.Emulator.Port);
        await one.ImportAsync(Finding("a"));
        Assert.Empty(await other.FindAsync());
        Assert.NotEqual(one.Emulator.SecretKey, other.Emulator.SecretKey);
    }

    [Fact]
    public async Task Calls_beyond_the_burst_are_throttled_for_each_account_by_itself()
    {
        using var hub = new EmulatorClient(options => options.RateScale = 0.001);
        JsonObject Batch(string account) => new()
        {
            ["Findings"] = new JsonArray(
                Finding("a", finding => { finding["AwsAccountId"] = account; finding["ProductArn"] = DefaultProduct(account); })),
        };
        Assert.Equal(200, (await hub.CallAsync("POST", "/findings/import", Batch(Account))).Status);
        var (status, error, _) = await hub.CallAsync("POST", "/findings/import", Batch(Account));
        Assert.Equal((429, "TooManyRequestsException"), (status, Text(error, "Code")));
        Assert.Equal(200, (await hub.CallAsync("POST", "/findings/import", Batch("222222222222"))).Status);
        Assert.Equal(200, (await hub.CallAsync("POST", "/findings", new JsonObject())).Status);
    }

    [Theory]
    [InlineData("GET", "/accounts", 30, 100)]
    [InlineData("POST", "/findings", 6, 334)]
    public async Task A_burst_is_taken_at_once_and_then_call_by_call(string method, string path, int burst, int milliseconds)
    {
        var clock = new FakeTimeProvider();
        using var hub = new EmulatorClient(options =>
        {
            options.RateScale = 1;
            options.Clock = clock;
        });
        async Task<int> CallAsync() => (await hub.CallAsync(method, path, method == "POST" ? new JsonObject() : null)).Status;
        for (var call = 0; call < burst; call++) Assert.Equal(200, await CallAsync());
        Assert.Equal(429, await CallAsync());
        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Equal(200, await CallAsync());
        Assert.Equal(429, await CallAsync());
        clock.Advance(TimeSpan.FromHours(1));
        for (var call = 0; call < burst; call++) Assert.Equal(200, await CallAsync());
        Assert.Equal(429, await CallAsync());
    }

    [Fact]
    public async Task The_call_rates_can_be_changed_while_it_runs()
    {
        var clock = new FakeTimeProvider();
        using var hub = new EmulatorClient(options => options.Clock = clock);
        async Task<int> TakenAsync()
        {
            var taken = 0;
            while (taken < 50 && (await hub.CallAsync("GET", "/accounts")).Status == 200) taken++;
            return taken;
        }

        Assert.Equal(50, await TakenAsync());
        hub.Emulator.RateScale = 0.1;
        Assert.Equal(3, await TakenAsync());
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await TakenAsync());
        hub.Emulator.RateScale = 1;
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10, await TakenAsync());
        hub.Emulator.RateScale = 0;
        Assert.Equal(50, await TakenAsync());
    }

    [Fact]
    public void An_emulator_that_cannot_listen_leaves_nothing_behind()
    {
        using var hub = new EmulatorClient();
        Assert.Throws<System.Net.Sockets.SocketException>(() => new SecurityHubEmulator(new EmulatorOptions { Port = hub.Emulator.Port }));
    }

    private static async Task<IEnumerable<string?>> SubscriptionsAsync(EmulatorClient hub) =>
        (await hub.CallAsync("GET", "/productSubscriptions")).Body.GetProperty("ProductSubscriptions").EnumerateArray()
            .Select(arn => arn.GetString()).ToList();
}
