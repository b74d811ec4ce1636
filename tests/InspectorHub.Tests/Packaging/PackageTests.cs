using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;

namespace InspectorHub.Tests.Packaging;

public sealed class PackageTests(BuiltPackage package) : IClassFixture<BuiltPackage>
{
    private const long LargestPackage = 16_000_000;

    [Fact]
    public async Task From_a_folder_it_is_found_installed_used_updated_and_uninstalled()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(),
            "There PSResourceGet installs into the person's own Documents, whatever the environment says.");
        using var home = new TemporaryFolder();
        using var feed = new TemporaryFolder();
        var script = Path.Combine(ModuleSession.RepositoryFolder(), "tests", "InspectorHub.Tests", "Packaging", "Gallery.ps1");
        var version = Manifest().Version;
        Assert.Equal(
            [
                "found by its command: ConvertTo-Asff",
                $"found: {Manifest().LicenseUri}",
                $"imported: {version}, {Manifest().ExportedCmdlets.Count} cmdlets",
                "sent: received 4, held 4",
                "help: Delivers findings to Security Hub until it has received them.",
                $"updated: 9.0.0, {version}",
                $"still: {version}",
                "left: 0",
            ],
            await Pwsh.RunAsync(home.Path, script, package.File, feed.Path));
    }

    [Fact]
    public void What_an_older_build_has_left_is_not_packed() =>
        Assert.False(File.Exists(Path.Combine(package.Unpacked, BuiltPackage.StaleFile)));

    [Theory]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("docs/iam.md")]
    [InlineData("docs/recipes.md")]
    [InlineData("examples/quickstart.ps1")]
    [InlineData("examples/findings/inspector2.json")]
    public void Documents_and_examples_are_in_the_package(string file) => Assert.True(File.Exists(Path.Combine(package.Unpacked, file)));

    [Fact]
    public void The_manifest_in_the_source_tree_is_valid_and_says_the_same()
    {
        var source = Manifest(Path.Combine(ModuleSession.RepositoryFolder(), "InspectorHub.psd1"));
        Assert.Equal(Manifest().Version, source.Version);
        Assert.Equal(Manifest().ExportedCmdlets.Keys, source.ExportedCmdlets.Keys);
    }

    [Fact]
    public void The_package_is_small() => Assert.InRange(new FileInfo(package.File).Length, 1, LargestPackage);

    [Fact]
    public void Package_and_manifest_say_the_same()
    {
        var metadata = XDocument.Load(Path.Combine(package.Unpacked, "InspectorHub.nuspec")).Root!.Elements().First();
        var manifest = Manifest();
        Assert.Equal(manifest.Name, Of("id"));
        Assert.Equal(manifest.Version.ToString(), Of("version"));
        Assert.Equal(manifest.Author, Of("authors"));
        Assert.Equal(manifest.Description, Of("description"));
        Assert.Equal(manifest.ProjectUri.AbsoluteUri, Of("projectUrl"));
        Assert.Equal(manifest.ReleaseNotes, Of("releaseNotes"));
        Assert.Empty(manifest.Tags.Except(Of("tags").Split(' '), StringComparer.Ordinal));
        Assert.Contains("PSModule", Of("tags").Split(' '));
        Assert.All(manifest.ExportedCmdlets.Keys, cmdlet => Assert.Contains($"PSCommand_{cmdlet}", manifest.Tags));
        Assert.All(manifest.ExportedCmdlets.Keys, cmdlet => Assert.Contains($"PSCmdlet_{cmdlet}", manifest.Tags));
        Assert.Equal("MIT", Of("license"));
        Assert.Equal("README.md", Of("readme"));

        string Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public void The_manifest_exports_every_cmdlet_by_name_and_nothing_else()
    {
        using var session = new ModuleSession();
        var built = session.Run("[System.Reflection.Assembly]::LoadFrom($args[0]).GetExportedTypes()",
            Path.Combine(ModuleSession.RepositoryFolder(), "out", "InspectorHub", "bin", "net8.0", "InspectorHub.dll"))
            .Output.Select(type => ((Type)type.BaseObject).GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>()
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");
        var manifest = Manifest();
        Assert.Equal(built.Order(StringComparer.Ordinal), manifest.ExportedCmdlets.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(manifest.ExportedFunctions);
        Assert.Empty(manifest.ExportedAliases);
        Assert.Equal(["Core", "Desktop"], manifest.CompatiblePSEditions);
        Assert.NotNull(manifest.LicenseUri);
        Assert.NotNull(manifest.IconUri);
    }

    [Fact]
    public void The_bill_of_materials_names_every_assembly_that_is_shipped()
    {
        using var bill = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package.Unpacked, "InspectorHub.cdx.json")));
        Assert.Equal("CycloneDX", bill.RootElement.GetProperty("bomFormat").GetString());
        var named = bill.RootElement.GetProperty("components").EnumerateArray()
            .Select(component => component.GetProperty("name").GetString()!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var shipped = Directory.EnumerateFiles(Path.Combine(package.Unpacked, "bin"), "*.dll", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.StartsWith("InspectorHub", StringComparison.Ordinal)
                && name != "e_sqlite3").Distinct(StringComparer.Ordinal).ToList();
        // Two assemblies go by another name than their package.
        Assert.Equal(
            ["Microsoft.Data.Sqlite", "SQLitePCLRaw.batteries_v2"],
            shipped.Where(name => !named.Contains(name) || name == "Microsoft.Data.Sqlite").Order(StringComparer.Ordinal));
        var notices = File.ReadAllText(Path.Combine(package.Unpacked, "THIRD-PARTY-NOTICES.txt"));
        Assert.All(named, name => Assert.Contains(name, notices));
    }

    [Fact]
    public void Native_SQLite_is_there_for_every_platform() =>
        Assert.All(
            new[] { "win-x64/native/e_sqlite3.dll", "win-arm64/native/e_sqlite3.dll", "linux-x64/native/libe_sqlite3.so",
                "linux-arm64/native/libe_sqlite3.so", "linux-musl-x64/native/libe_sqlite3.so", "osx-x64/native/libe_sqlite3.dylib",
                "osx-arm64/native/libe_sqlite3.dylib" },
            file => Assert.True(File.Exists(Path.Combine(package.Unpacked, "bin", "runtimes", file)), file));

    [Theory]
    [InlineData("linux-x64", (Machine)0xFD1D)]
    [InlineData("win-x64", Machine.Amd64)]
    [InlineData("osx-arm64", (Machine)0xEC20)]
    public void The_core_is_there_compiled_ahead_of_time(string platform, Machine machine)
    {
        using var image = new PEReader(File.OpenRead(Path.Combine(package.Unpacked, "bin", "net10.0", platform, "InspectorHub.Core.dll")));
        Assert.NotEqual(0, image.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        Assert.Equal(machine, image.PEHeaders.CoffHeader.Machine);
        // The same assembly as for all others: what one finds wrong in the one is wrong in the other.
        using var portable = new PEReader(File.OpenRead(Path.Combine(package.Unpacked, "bin", "net8.0", "InspectorHub.Core.dll")));
        Assert.Equal(Version(portable), Version(image));

        static Guid Version(PEReader reader)
        {
            var metadata = reader.GetMetadataReader();
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
        }
    }

    private PSModuleInfo Manifest() => Manifest(Path.Combine(package.Unpacked, "InspectorHub.psd1"));

    private static PSModuleInfo Manifest(string path)
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        return shell.AddCommand("Test-ModuleManifest").AddParameter("Path", path).AddParameter("ErrorAction", ActionPreference.Stop)
            .Invoke<PSModuleInfo>().Single();
    }
}
