using System.Collections;
using InspectorHub.Emulator;

namespace InspectorHub;

/// <summary>
/// An emulator that runs. As a dictionary it holds connection parameters and nothing else, so that it splats:
/// <c>Get-InspectorHubFinding @hub</c>. What it does and has done are properties and methods.
/// </summary>
#pragma warning disable CA1010 // PowerShell splats a Hashtable; a generic dictionary is of no use to it.
#pragma warning disable CA2237 // It is never serialized.
public sealed class RunningEmulator : Hashtable, IDisposable
#pragma warning restore CA2237, CA1010
{
    private readonly SecurityHubEmulator emulator;

    internal RunningEmulator(SecurityHubEmulator emulator, string region) : base(StringComparer.OrdinalIgnoreCase)
    {
        this.emulator = emulator;
        this["EndpointUrl"] = emulator.EndpointUrl;
        this["Region"] = region;
        this["AccessKey"] = emulator.AccessKey;
        this["SecretKey"] = emulator.SecretKey;
    }

    /// <summary>The port it listens on.</summary>
    public int Port => emulator.Port;

    /// <summary>False once it is stopped.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Calls received so far, refused ones included.</summary>
    public long Calls => emulator.Calls;

    /// <summary>Findings held, of all accounts and Regions.</summary>
    public long Findings => IsRunning ? emulator.Findings : 0;

    /// <summary>What Security Hub's call rates are multiplied by; 0 when they are lifted.</summary>
    public double RateScale => emulator.RateScale;

    /// <summary>Multiplies Security Hub's call rates from the next call on: <c>$hub.SetRateScale(0.1)</c>. A method, since PowerShell makes an entry of what is assigned to a dictionary.</summary>
    public void SetRateScale(double scale) => emulator.RateScale = scale;

    /// <summary>The faults in force.</summary>
    public IReadOnlyList<EmulatorFault> Faults => emulator.Faults.InForce;

    /// <summary>Puts a fault in force: <c>$hub.AddFault(@{ Kind = 'Refuse'; Duration = '00:00:30' })</c>.</summary>
    public void AddFault(EmulatorFault fault) => emulator.Faults.Add(fault);

    /// <summary>Ends one of the <see cref="Faults"/>.</summary>
    public void ClearFault(EmulatorFault fault) => emulator.Faults.Lift(fault);

    /// <summary>Ends all faults.</summary>
    public void ClearFault() => emulator.Faults.LiftAll();

    /// <summary>Stops it and frees its port.</summary>
    public void Dispose()
    {
        IsRunning = false;
        RunningEmulators.Forget(this);
        emulator.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"Security Hub emulator at {this["EndpointUrl"]}";
}
