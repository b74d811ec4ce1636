using System.Collections;
using System.Management.Automation;

namespace InspectorHub.Tests.Help;

public sealed class HelpTests(ModuleSession session) : IClassFixture<ModuleSession>
{
    // Prose and tables are wrapped; an ARN is not.
    private const int LongestLine = 160;

    public static TheoryData<string> Cmdlets
    {
        get
        {
            using var session = new ModuleSession();
            return [.. session.Run("(Get-Module InspectorHub).ExportedCmdlets.Keys").Output.Select(name => name.ToString())];
        }
    }

    public static TheoryData<string> Topics => [.. HelpPages.Topics];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Get_Help_knows_the_cmdlet_in_full(string cmdlet)
    {
        var help = Help(cmdlet);
        Assert.NotEmpty(Text(help, "Synopsis"));
        Assert.NotEmpty(Text(help, "description"));
        Assert.NotEmpty(Items(help, "returnValues", "returnValue"));
        Assert.NotEmpty(Items(help, "inputTypes", "inputType"));
        Assert.True(Items(help, "examples", "example").Count >= 2, "At least two examples.");
        Assert.All(Items(help, "examples", "example"), example => Assert.NotEmpty(Text(example, "code")));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_is_described(string cmdlet)
    {
        var described = Items(Help(cmdlet), "parameters", "parameter").Where(parameter => Text(parameter, "description").Length > 0).Select(parameter => Text(parameter, "name"));
        Assert.Equal(Parameters(cmdlet).Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void A_page_describes_no_parameter_that_is_not_there(string cmdlet) =>
        Assert.Empty(HelpPages.Parameters(cmdlet).Except(Parameters(cmdlet), StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Examples_of_a_page_are_all_in_its_help(string cmdlet) =>
        Assert.Equal(HelpPages.Examples(cmdlet), Items(Help(cmdlet), "examples", "example").Select(example => Text(example, "code")));

    [Theory]
    [MemberData(nameof(Topics))]
    public void Get_Help_finds_the_topic(string topic)
    {
        var text = session.Run("Get-Help -Name $args[0]", topic).Output.Single().ToString();
        Assert.Contains(topic, text);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= LongestLine, line));
    }

    [Fact]
    public void Every_topic_that_a_page_names_exists()
    {
        var named = Directory.EnumerateFiles(HelpPages.Folder, "*.md").SelectMany(File.ReadLines).SelectMany(line => line.Split(' ', '(', ')', '[', ']', '.', ',', '`', '/', '#', ':', ';'))
            .Where(word => word.StartsWith("about_InspectorHub", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
        Assert.Empty(named.Except(HelpPages.Topics, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_page_is_about_a_cmdlet_of_the_module() =>
        Assert.Empty(HelpPages.Cmdlets.Except(Cmdlets.Select(row => row.Data), StringComparer.Ordinal));

    private PSObject Help(string cmdlet) => session.Run("Get-Help -Name $args[0] -Full", cmdlet).Output.Single();

    private IEnumerable<string> Parameters(string cmdlet) =>
        session.Run("(Get-Command $args[0]).Parameters.Keys", cmdlet).Output.Select(name => name.ToString())
            .Except([.. Cmdlet.CommonParameters], StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<PSObject> Items(PSObject help, string group, string item) =>
        (help.Properties[group]?.Value as PSObject)?.Properties[item]?.Value switch
        {
            null => [],
            IEnumerable several and not string => [.. several.Cast<object>().Select(PSObject.AsPSObject)],
            var one => [PSObject.AsPSObject(one)],
        };

    // Paragraphs come as objects with a Text.
    private static string Text(PSObject of, string property) => of.Properties[property]?.Value switch
    {
        null => "",
        string text => text.Trim(),
        PSObject { BaseObject: string text } => text.Trim(),
        IEnumerable paragraphs => string.Join("\n", paragraphs.Cast<object>().Select(paragraph => Text(PSObject.AsPSObject(paragraph), "Text"))).Trim(),
        var other => other.ToString()!.Trim(),
    };
}
