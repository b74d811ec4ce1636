using InspectorHub.Proofs;
using InspectorHub.Proofs.Speed;

// What delivery promises and how fast it is, measured with real processes. See docs/delivery.md.
string[] proofs = args is [] or ["all"]
    ? ["kill", "outage", "two", "million", "speed", "pace", "simulation", "crash", "fuzz", "histories"] : args;
if (proofs[0] == "crash-work") return InspectorHub.Proofs.CrashStates.CrashWork.Run(args[1], args[2]);
if (proofs[0] == "emulate") return await Emulation.RunAsync();

var failed = 0;
foreach (var proof in proofs)
{
    failed += proof switch
    {
        "kill" => await KillProof.RunAsync(rounds: 50, findings: 2000),
        "kill-short" => await KillProof.RunAsync(rounds: 5, findings: 600),
        "outage" => await OutageProof.RunAsync(TimeSpan.FromSeconds(30)),
        "outage-short" => await OutageProof.RunAsync(TimeSpan.FromSeconds(2)),
        "two" => await TwoSendersProof.RunAsync(findings: 2000),
        "million" => MillionProof.Run(1_000_000),
        "million-short" => MillionProof.Run(50_000),
        "speed" => await SpeedProof.RunAsync(findings: 10_000),
        "pace" => await PaceProof.RunAsync(TimeSpan.FromSeconds(60)),
        "simulation" => SimulationProof.Run(seeds: 500, steps: 2000),
        "simulation-short" => SimulationProof.Run(seeds: 10, steps: 2000),
        "crash" => CrashProof.Run(states: 20_000),
        "crash-short" => CrashProof.Run(states: 400),
        "fuzz" => FuzzProof.Run(1_000_000) + FuzzProof.RunRequests(100_000),
        "fuzz-short" => FuzzProof.Run(100_000) + FuzzProof.RunRequests(5000),
        "fuzz-requests" => FuzzProof.RunRequests(100_000),
        "histories" => await HistoryProof.RunAsync(first: 1, histories: 10_000),
        "histories-short" => await HistoryProof.RunAsync(first: 1, histories: 500),
        "fleet" => await FleetProof.RunAsync(accounts: 40, count: 20_000, unusable: 20),
        "fleet-400" => await FleetProof.RunAsync(accounts: 400, count: 20_000, unusable: 20),
        "fleet-short" => await FleetProof.RunAsync(accounts: 10, count: 2000, unusable: 5),
        "fleet-speed" => await FleetProof.RunSpeedAsync(accounts: 40, count: 2000),
        // A thousand of them, from a seed on.
        _ when proof.StartsWith("histories-", StringComparison.Ordinal) =>
            await HistoryProof.RunAsync(int.Parse(proof.AsSpan(10), System.Globalization.CultureInfo.InvariantCulture), histories: 1000),
        // One seed again, for whoever looks for why it breaks.
        _ when proof.StartsWith("seed-", StringComparison.Ordinal) =>
            SimulationProof.Run(seeds: 1, steps: 2000, int.Parse(proof.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException(
            $"There is no proof '{proof}': kill, outage, two, million, speed, pace, simulation, crash, fuzz, histories, fleet, fleet-400, " +
            "fleet-speed; histories-<first seed>, seed-<number>; kill-short, outage-short, million-short, simulation-short, fuzz-short, " +
            "fuzz-requests, crash-short, histories-short, fleet-short.", nameof(args)),
    };
}

return failed == 0 ? 0 : 1;
