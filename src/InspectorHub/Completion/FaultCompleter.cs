using InspectorHub.Emulator;

namespace InspectorHub.Completion;

/// <summary>Offers the kinds of faults.</summary>
public sealed class FaultCompleter : ListCompleter
{
    private protected override IEnumerable<string> Names => Enum.GetNames(typeof(EmulatorFaultKind));
}
