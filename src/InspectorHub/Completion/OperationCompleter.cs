namespace InspectorHub.Completion;

/// <summary>Offers the operations that were called on the emulators of this session.</summary>
public sealed class OperationCompleter : ListCompleter
{
    private protected override IEnumerable<string> Names =>
        RunningEmulators.All.SelectMany(emulator => emulator.CallLog).Select(call => call.Operation).Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal);
}
