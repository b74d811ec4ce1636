using InspectorHub.Help;

// Makes what Get-Help reads from the pages in docs, and completes the pages with what the cmdlets say themselves.
if (args is not ([_, _, _] or ["complete", _, _, _]))
{
    await Console.Error.WriteLineAsync(
        """
        usage: Help <folder of pages> <manifest of the built module> <folder for help files>
               Help complete <folder of pages> <manifest of the built module> <folder for the pages>
        """);
    return 2;
}

var completes = args[0] == "complete";
var (pages, manifest, output) = (Path.GetFullPath(args[^3]), Path.GetFullPath(args[^2]), Path.GetFullPath(args[^1]));
Directory.CreateDirectory(output);
var module = BuiltModule.Import(manifest);
var sharedPath = Path.Combine(AppContext.BaseDirectory, "parameters.md");
var documented = Directory.EnumerateFiles(pages, "*-*.md")
    .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
if (completes)
{
    var writer = new PageWriter(module, PageText.Read(await File.ReadAllTextAsync(sharedPath)).Parts("PARAMETERS"));
    foreach (var cmdlet in module.Cmdlets.Where(cmdlet => documented.ContainsKey(cmdlet.Name)))
        await File.WriteAllTextAsync(Path.Combine(output, $"{cmdlet.Name}.md"),
            writer.Complete(cmdlet, await File.ReadAllTextAsync(documented[cmdlet.Name])));
    return 0;
}

var shared = HelpPage.Read(sharedPath).Parameters;
var help = new MamlHelp(module.ProjectUri);
foreach (var cmdlet in module.Cmdlets)
{
    if (documented.TryGetValue(cmdlet.Name, out var page)) help.Add(cmdlet, HelpPage.Read(page), shared);
    else Console.WriteLine($"{cmdlet.Name} has no page in {pages} yet; Get-Help shows its syntax and nothing more.");
}

help.Save(Path.Combine(output, module.HelpFile));
foreach (var topic in Directory.EnumerateFiles(pages, "about_*.md")) AboutTopic.Write(topic, output);
return 0;
