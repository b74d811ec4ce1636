using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text.Json;
using System.Xml.Linq;

namespace InspectorHub.Tests.Packaging;

public sealed class PackageTests(BuiltPackage package) : IClassFixture<BuiltPackage>
{
    private const long LargestPackage = 15_000_000;

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

        string Of(string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;
    }

    [Fact]
    public void The_manifest_exports_every_cmdlet_by_name_and_nothing_else()
    {
        using var session = new ModuleSession();
        var built = session.Run("[System.Reflection.Assembly]::LoadFrom($args[0]).GetExportedTypes()", Path.Combine(ModuleSession.RepositoryFolder(), "out", "InspectorHub", "bin", "net8.0", "InspectorHub.dll"))
            .Output.Select(type => ((Type)type.BaseObject).GetCustomAttribute<CmdletAttribute>()).OfType<CmdletAttribute>().Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");
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
        var named = bill.RootElement.GetProperty("components").EnumerateArray().Select(component => component.GetProperty("name").GetString()!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var shipped = Directory.EnumerateFiles(Path.Combine(package.Unpacked, "bin"), "*.dll", SearchOption.AllDirectories)
            .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !name.StartsWith("InspectorHub", StringComparison.Ordinal) && name != "e_sqlite3").Distinct(StringComparer.Ordinal).ToList();
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
            new[] { "win-x64/native/e_sqlite3.dll", "win-arm64/native/e_sqlite3.dll", "linux-x64/native/libe_sqlite3.so", "linux-arm64/native/libe_sqlite3.so", "linux-musl-x64/native/libe_sqlite3.so", "osx-x64/native/libe_sqlite3.dylib", "osx-arm64/native/libe_sqlite3.dylib" },
            file => Assert.True(File.Exists(Path.Combine(package.Unpacked, "bin", "runtimes", file)), file));

    private PSModuleInfo Manifest()
    {
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        return shell.AddCommand("Test-ModuleManifest").AddParameter("Path", Path.Combine(package.Unpacked, "InspectorHub.psd1")).AddParameter("ErrorAction", ActionPreference.Stop).Invoke<PSModuleInfo>().Single();
    }
}
