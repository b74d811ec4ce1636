using InspectorHub.Proofs.Simulation;

namespace InspectorHub.Proofs;

/// <summary>Delivery under seeds, in virtual time: see <see cref="DeliverySimulation"/>.</summary>
internal static class SimulationProof
{
    /// <summary>Runs as many seeds of so many steps, the first given ones first; gives the number of seeds that break a promise.</summary>
    public static int Run(int seeds, int steps, int first = 1)
    {
        var (broken, given, calls, kills, taken) = (0, 0L, 0L, 0, 0L);
        var elapsed = TimeSpan.Zero;
        for (var seed = first; seed < first + seeds; seed++)
        {
            using var simulation = new DeliverySimulation(seed);
            try
            {
                simulation.Run(steps);
            }
            catch (InvalidOperationException failure)
            {
                broken++;
                Console.Error.WriteLine(failure.Message);
            }

            (given, calls, kills, taken, elapsed) =
                (given + simulation.Given, calls +
                    simulation.Calls, kills + simulation.Kills, taken + simulation.Steps, elapsed + simulation.Elapsed);
        }

        Report.Line($"simulation, {seeds} seeds x {steps} steps", broken == 0,
            $"{broken} seeds broken; {taken} steps, {given} findings given, {calls} calls, {kills} kills, {elapsed.TotalHours:0} virtual " +
            $"hours");
        return broken;
    }
}
