using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using InspectorHub.Proofs.Fuzzing;

namespace InspectorHub.Emulator.Tests;

/// <summary>Mutated requests, as many as a build has time for; the proof <c>fuzz</c> has more. A failure says its input.</summary>
public sealed class RequestFuzzTests
{
    [Fact]
    public void Mutated_requests_are_answered_and_break_nothing()
    {
        using var fuzz = new RequestFuzz();
        for (var input = 0; input < 5000; input++)
        {
            if (fuzz.Try(input) is { } failure) Assert.Fail($"Input {input}: {failure}");
        }

        fuzz.CheckHeld();
        // It is no fuzzing where all is refused, or nothing.
        Assert.True(fuzz.Statuses[200] > 500 && fuzz.Statuses[400] > 500 && fuzz.Statuses[0] > 500, string.Join(' ', fuzz.Statuses));
    }

    [Theory]
    [InlineData("/_emulator/faults", "[null]")]
    [InlineData("/_emulator/faults", """{"kind":99}""")]
    [InlineData("/_emulator/faults", """{"kind":"Status","status":0}""")]
    [InlineData("/_emulator/faults", """{"kind":"Status","status":1000}""")]
    [InlineData("/_emulator/faults", """{"kind":"Status","errorCode":"a\r\nb"}""")]
    [InlineData("/_emulator/faults", """{"kind":"Throttle","operation":null}""")]
    [InlineData("/_emulator/faults", """[{"kind":"Throttle"},{"kind":"Latency","delay":1e9}]""")]
    [InlineData("/_emulator/clock", """{"advance":1e12}""")]
    [InlineData("/_emulator/clock", """{"advance":1e300}""")]
    [InlineData("/_emulator/clock", """{"now":"9999-12-31T23:59:59Z"}""")]
    public async Task What_would_break_the_emulator_is_refused_and_has_no_effect(string path, string body)
    {
        using var client = new EmulatorClient();
        Assert.Equal(400, await client.SendAsync(path, Encoding.UTF8.GetBytes(body)));
        Assert.Empty(client.Emulator.Faults.InForce);
        Assert.Equal(TimeSpan.Zero, client.Emulator.Clock.Offset);
        Assert.Equal(200, (await client.CallAsync("POST", "/findings", new JsonObject())).Status);
    }

    [Theory]
    [InlineData("/findings", """{"SortCriteria":[{"Field":null}]}""")]
    [InlineData("/findingsv2", """{"Filters":{"CompositeFilters":[{"StringFilters":[{"FieldName":null,"Filter":{"Value":"x"}}]}]}}""")]
    [InlineData("/findingsv2", """{"SortCriteria":[{"Field":null}]}""")]
    public async Task A_field_that_is_null_is_none(string path, string body)
    {
        using var client = new EmulatorClient();
        Assert.Equal(400, (await client.CallAsync("POST", path, JsonNode.Parse(body))).Status);
    }

    [Fact]
    public async Task Control_characters_of_a_request_are_none_in_the_XML_of_its_answer()
    {
        using var client = new EmulatorClient();
        using var body = new StringContent("Action=AssumeRole&RoleSessionName=ab%01c&RoleArn=arn:aws:iam::123456789012:role/a");
        using var http = new HttpClient { BaseAddress = new Uri(client.Emulator.EndpointUrl) };
        using var reply = await http.PostAsync("/", body, EmulatorClient.Stop);
        var arn = XDocument.Parse(await reply.Content.ReadAsStringAsync(EmulatorClient.Stop)).Descendants()
            .First(element => element.Name.LocalName == "Arn").Value;
        Assert.EndsWith("/ab\uFFFDc", arn, StringComparison.Ordinal);
    }
}
