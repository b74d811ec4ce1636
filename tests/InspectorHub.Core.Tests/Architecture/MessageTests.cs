using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using InspectorHub.Asff;
using InspectorHub.Emulator;

namespace InspectorHub.Core.Tests.Architecture;

/// <summary>Messages of the library state the cause and the facts: what to type is known to the cmdlets alone.</summary>
public sealed partial class MessageTests
{
    [Theory]
    [InlineData(typeof(AsffFinding))]
    [InlineData(typeof(SecurityHubEmulator))]
    public void No_text_of_the_library_names_a_cmdlet_or_a_parameter(Type type) =>
        Assert.DoesNotContain(Texts(type.Assembly.Location), text => OfPowerShell().IsMatch(text));

    [Theory]
    [InlineData("Renew them, then Resume-InspectorHubOutbox.")]
    [InlineData("ConvertTo-Asff reads it")]
    [InlineData("No Region: give -Region.")]
    [InlineData("or set $StoredAWSRegion")]
    public void Such_a_text_is_recognised(string text) => Assert.Matches(OfPowerShell(), text);

    private static List<string> Texts(string file)
    {
        using var stream = File.OpenRead(file);
        using var assembly = new PEReader(stream);
        var metadata = assembly.GetMetadataReader();
        var texts = new List<string>();
        for (var text = metadata.GetNextHandle(default(UserStringHandle)); !text.IsNil; text = metadata.GetNextHandle(text))
            texts.Add(metadata.GetUserString(text));
        Assert.NotEmpty(texts);
        return texts;
    }

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+-(Inspector|Asff|Ocsf)|(^|[\s(])-[A-Z][a-z]\w*|\$Stored", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfPowerShell();
}
