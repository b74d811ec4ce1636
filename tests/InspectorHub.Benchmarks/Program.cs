using System.Globalization;
using BenchmarkDotNet.Running;
using InspectorHub.Benchmarks;

// Benchmarks --filter '*'            BenchmarkDotNet over the core
// Benchmarks generate PATH COUNT     a file of COUNT made-up findings, 2 to 6 KB each
// Benchmarks read PATH               reads and translates a file; says how long it took and how much memory at the most
// Benchmarks emulator COUNT [small] [PATH]
//                                    fills an emulator with COUNT findings, in memory or in the file PATH, and asks it; says how
//                                    long calls take and what it weighs. Small findings lack vulnerabilities and product fields.
switch (args)
{
    case ["generate", var path, var count]:
        using (var file = File.Create(path)) FindingsReply.Write(file, int.Parse(count, CultureInfo.InvariantCulture));
        break;
    case ["read", var path]:
        ReadRun.Run(path);
        break;
    case ["emulator", var count, .. var rest]:
        await EmulatorRun.RunAsync(int.Parse(count, CultureInfo.InvariantCulture), rest is ["small", ..],
            rest.SingleOrDefault(word => word != "small"));
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ReadRun).Assembly).Run(args);
        break;
}
