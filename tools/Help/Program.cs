using InspectorHub.Help;

// Makes what Get-Help reads from the pages in docs: Help <docs/en-US> <module's manifest> <folder for help files>
if (args.Length != 3)
{
    await Console.Error.WriteLineAsync("usage: Help <folder of pages> <manifest of the built module> <folder for help files>");
    return 2;
}

var (pages, manifest, output) = (Path.GetFullPath(args[0]), Path.GetFullPath(args[1]), Path.GetFullPath(args[2]));
Directory.CreateDirectory(output);
var module = BuiltModule.Import(manifest);
var shared = HelpPage.Read(Path.Combine(pages, "parameters.md")).Parameters;
var documented = Directory.EnumerateFiles(pages, "*-*.md").Select(HelpPage.Read).ToDictionary(page => page.Name, StringComparer.OrdinalIgnoreCase);
var help = new MamlHelp(module.ProjectUri);
foreach (var cmdlet in module.Cmdlets)
{
    if (documented.TryGetValue(cmdlet.Name, out var page)) help.Add(cmdlet, page, shared);
    else Console.WriteLine($"{cmdlet.Name} has no page in {pages} yet; Get-Help shows its syntax and nothing more.");
}

help.Save(Path.Combine(output, module.HelpFile));
foreach (var topic in Directory.EnumerateFiles(pages, "about_*.md")) AboutTopic.Write(topic, output);
return 0;
