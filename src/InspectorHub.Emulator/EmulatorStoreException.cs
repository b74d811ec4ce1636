namespace InspectorHub.Emulator;

/// <summary>The file that should keep an emulator's state cannot be used.</summary>
public sealed class EmulatorStoreException(string path, Exception innerException)
    : Exception($"'{path}' cannot keep the emulator's state: {innerException.Message}", innerException);
