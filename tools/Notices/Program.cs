using System.Text.Json;
using InspectorHub.Notices;

// Says whose work the module carries: Notices <bill of materials, CycloneDX> <file to write>
if (args is not [var bill, var file])
{
    await Console.Error.WriteLineAsync("usage: Notices <bill of materials> <file>");
    return 2;
}

await using var stream = File.OpenRead(bill);
using var document = await JsonDocument.ParseAsync(stream);
var packages = document.RootElement.GetProperty("components").EnumerateArray().Select(ShippedPackage.Of).ToList();
await File.WriteAllTextAsync(file, ThirdPartyNotices.Text(packages));
return 0;
