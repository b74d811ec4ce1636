using System.Text.RegularExpressions;
using InspectorHub.Asff;
using InspectorHub.Emulator;
using NetArchTest.Rules;

namespace InspectorHub.Core.Tests.Architecture;

/// <summary>The picture in CONTRIBUTING.md, held against the compiled types: what a folder may use, and nothing that points back.</summary>
public sealed partial class FolderDependencyTests
{
    private const string Root = "InspectorHub.";

    // A folder, and those it uses directly. What they use, it may use, too.
    private static readonly Dictionary<string, string[]> Uses = new()
    {
        ["Common"] = [],
        ["Json"] = ["Common"],
        ["Findings"] = ["Json"],
        ["Asff"] = ["Common", "Json"],
        ["Ocsf"] = ["Common", "Json"],
        ["Translation"] = ["Findings", "Asff", "Ocsf"],
        ["Aws"] = ["Asff", "Ocsf", "Findings"],
        ["Outbox"] = ["Asff"],
        ["Delivery"] = ["Aws", "Outbox"],
        ["Sync"] = ["Delivery", "Translation"],
        ["Compare"] = ["Aws", "Translation"],
        ["Integration"] = ["Delivery"],
        ["Reports"] = ["Delivery"],
    };

    public static TheoryData<string> Folders => [.. Uses.Keys];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_uses_what_is_below_it_and_nothing_else(string folder)
    {
        var others = Uses.Keys.Except(Reach(folder)).Select(other => Root + other).Append("InspectorHub.Emulator").ToArray();
        var result = Types.InAssembly(typeof(AsffFinding).Assembly)
            .That().ResideInNamespaceMatching($@"^InspectorHub\.{folder}(\.|$)")
            .ShouldNot().HaveDependencyOnAny(others)
            .GetResult();
        Assert.True(result.IsSuccessful, $"{folder} points back in: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void The_picture_in_CONTRIBUTING_is_this_one()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Folder, "CONTRIBUTING.md"));
        var drawn = Arrow().Matches(text).SelectMany(arrow =>
            arrow.Groups["below"].Value.Split(" & ").Select(below => (arrow.Groups["folder"].Value, below)));
        Assert.Equal(Uses.SelectMany(folder => folder.Value.Select(below => (folder.Key, below))).Order(), drawn.Order());
    }

    [Fact]
    public void Every_type_of_the_core_is_in_a_folder_of_the_picture()
    {
        var strays = typeof(AsffFinding).Assembly.GetTypes()
            .Where(type => type.Namespace?.StartsWith(Root, StringComparison.Ordinal) == true
                && !Uses.ContainsKey(type.Namespace.Split('.')[1]))
            .Select(type => type.FullName);
        Assert.Empty(strays);
    }

    [Fact]
    public void Neither_core_nor_emulator_knows_powershell()
    {
        foreach (var assembly in new[] { typeof(AsffFinding).Assembly, typeof(SecurityHubEmulator).Assembly })
            Assert.DoesNotContain(assembly.GetReferencedAssemblies(), reference => reference.Name == "System.Management.Automation");
    }

    [GeneratedRegex(@"^ {4}(?<folder>\w+) --> (?<below>\w+( & \w+)*)\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Arrow();

    private static HashSet<string> Reach(string folder)
    {
        var reached = new HashSet<string> { folder };
        foreach (var below in Uses[folder]) reached.UnionWith(Reach(below));
        return reached;
    }
}
