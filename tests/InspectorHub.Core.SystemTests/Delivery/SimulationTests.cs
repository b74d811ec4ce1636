using InspectorHub.Proofs.Fuzzing;
using InspectorHub.Proofs.Simulation;

namespace InspectorHub.Core.Tests.Delivery;

/// <summary>What tests/InspectorHub.Proofs runs for long, for some seconds: the same seeds and inputs each time.</summary>
public sealed class SimulationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Delivery_keeps_its_promises_whatever_the_seed_decides(int seed)
    {
        using var simulation = new DeliverySimulation(seed);
        simulation.Run(2000);
        // It did what it is there for.
        Assert.InRange(simulation.Given, 500, long.MaxValue);
        Assert.InRange(simulation.Calls, 100, long.MaxValue);
        Assert.InRange(simulation.Kills, 5, int.MaxValue);
    }

    [Fact]
    public void A_seed_does_the_same_again()
    {
        Assert.Equal(Run(), Run());

        static (long, long, int, TimeSpan) Run()
        {
            using var simulation = new DeliverySimulation(42);
            simulation.Run(1000);
            return (simulation.Given, simulation.Calls, simulation.Kills, simulation.Elapsed);
        }
    }

    [Fact]
    public void Mutated_documents_bring_out_nothing_but_what_is_named()
    {
        for (var input = 0; input < 100_000; input++)
        {
            if (FindingFuzz.Try(input, out _) is { } failure) Assert.Fail($"Input {input}: {failure}");
        }
    }

    // Found among a million: a vulnerability whose id is a control character.
    [Theory]
    [InlineData(135_237)]
    public void An_input_that_brought_something_out_does_so_no_more(int input) => Assert.Null(FindingFuzz.Try(input, out _));
}
