namespace InspectorHub.Core.Tests.Architecture;

/// <summary>What stands beside something else on a screen is read, too.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    public static TheoryData<string> Folders => ["src", "tools", "examples"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void No_line_of_code_is_longer_than_140_characters(string folder)
    {
        var build = new[] { $"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}",
            $"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}" };
        var longLines =
            from file in Directory.EnumerateFiles(Path.Combine(Repository.Folder, folder), "*.cs", SearchOption.AllDirectories)
            where !build.Any(made => file.Contains(made, StringComparison.Ordinal))
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where line.Text.Length > Longest
            select $"{file}:{line.Number}";
        Assert.Empty(longLines);
    }
}
