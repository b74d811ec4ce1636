using System.Collections;
using InspectorHub.Emulator;
using InspectorHub.Emulator.Inspector;

namespace InspectorHub;

/// <summary>
/// An emulator that runs. As a dictionary it holds connection parameters and nothing else, so that it splats:
/// <c>Get-InspectorHubFinding @hub</c>. They cannot be changed, since without them <c>@hub</c> would mean the AWS account of the
/// session; a Clone can. What it does and has done are properties and methods.
/// </summary>
#pragma warning disable CA1010 // PowerShell splats a Hashtable; a generic dictionary is of no use to it.
#pragma warning disable CA2237 // It is never serialized.
public sealed class RunningEmulator : Hashtable, IDisposable
#pragma warning restore CA2237, CA1010
{
    private readonly SecurityHubEmulator emulator;
    private readonly bool isWhole;

    internal RunningEmulator(SecurityHubEmulator emulator, string region) : base(StringComparer.OrdinalIgnoreCase)
    {
        this.emulator = emulator;
        Add("EndpointUrl", emulator.EndpointUrl);
        Add("Region", region);
        Add("AccessKey", emulator.AccessKey);
        Add("SecretKey", emulator.SecretKey);
        isWhole = true;
    }

    /// <summary>The port it listens on.</summary>
    public int Port => emulator.Port;

    /// <summary>False once it is stopped.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>Calls received so far, refused ones included.</summary>
    public long Calls => emulator.Calls;

    /// <summary>The latest 10,000 calls, from the oldest: operation, account, Region, ids of findings, status.</summary>
    public IReadOnlyList<EmulatorCall> CallLog => emulator.CallLog;

    /// <summary>Findings held, of all accounts and Regions.</summary>
    public long Findings => IsRunning ? emulator.Findings : 0;

    /// <summary>What Inspector reports; <c>$hub.Inspector.Close($arn)</c> closes a finding.</summary>
    public EmulatedInspector Inspector => emulator.Inspector;

    /// <summary>The time that the services live in; <c>$hub.Clock.Advance('3.00:00:00')</c> lets three days pass.</summary>
    public EmulatorClock Clock => emulator.Clock;

    /// <summary>What Security Hub's call rates are multiplied by; 0 when they are lifted.</summary>
    public double RateScale => emulator.RateScale;

    /// <inheritdoc/>
    public override bool IsReadOnly => isWhole;

    /// <inheritdoc/>
    public override bool IsFixedSize => isWhole;

    /// <inheritdoc/>
    public override object? this[object key]
    {
        get => base[key];
        set => throw ReadOnly();
    }

    /// <inheritdoc/>
    public override void Add(object key, object? value)
    {
        if (isWhole) throw ReadOnly();
        base.Add(key, value);
    }

    /// <inheritdoc/>
    public override void Remove(object key) => throw ReadOnly();

    /// <inheritdoc/>
    public override void Clear() => throw ReadOnly();

    /// <summary>The connection parameters as a hashtable that can be changed: without Region, findings go to their own.</summary>
    public override object Clone()
    {
        var copy = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in this) copy[entry.Key] = entry.Value;
        return copy;
    }

    /// <summary>Multiplies Security Hub's call rates from the next call on: <c>$hub.SetRateScale(0.1)</c>.</summary>
    public void SetRateScale(double scale) => emulator.RateScale = scale;

    /// <summary>The faults in force.</summary>
    public IReadOnlyList<EmulatorFault> Faults => emulator.Faults.InForce;

    /// <summary>Puts a fault in force: <c>$hub.AddFault(@{ Kind = 'Refuse'; Duration = '00:00:30' })</c>.</summary>
    public void AddFault(EmulatorFault fault) => emulator.Faults.Add(fault);

    /// <summary>Ends one of the <see cref="Faults"/>.</summary>
    public void ClearFault(EmulatorFault fault) => emulator.Faults.Lift(fault);

    /// <summary>Ends all faults.</summary>
    public void ClearFault() => emulator.Faults.LiftAll();

    /// <summary>Forgets the calls so far.</summary>
    public void ClearCalls() => emulator.ClearCalls();

    /// <summary>Brings everything back to how it was when it started.</summary>
    public void Reset() => emulator.Reset();

    /// <summary>Stops it and frees its port.</summary>
    public void Dispose()
    {
        IsRunning = false;
        RunningEmulators.Forget(this);
        emulator.Dispose();
    }

    /// <inheritdoc/>
    public override string ToString() => $"Security Hub emulator at {emulator.EndpointUrl}";

    private static InvalidOperationException ReadOnly() =>
        new("The connection of a running emulator cannot be changed. Take a Clone() of it, which can.");
}
