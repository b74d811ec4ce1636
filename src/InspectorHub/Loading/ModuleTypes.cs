using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text.Json;
using InspectorHub.Asff;
using InspectorHub.Common;
using InspectorHub.Compare;
using InspectorHub.Delivery;
using InspectorHub.Findings;
using InspectorHub.Findings.Cis;
using InspectorHub.Findings.Classic;
using InspectorHub.Findings.Inspector2;
using InspectorHub.Findings.Scan;
using InspectorHub.Integration;
using InspectorHub.Outbox;
using InspectorHub.Views;

namespace InspectorHub.Loading;

/// <summary>
/// What the engine is told of the module's types. By calls and not by a file of the manifest: a second copy of the module, imported
/// from another path, may say it again.
/// </summary>
internal static class ModuleTypes
{
    // Deeper than any finding is: what remoting cuts off does not come back.
    private const int SerializationDepth = 12;

    private static readonly object Naming = new();

    private static readonly string[] Flat =
        ["AccountId", "Region", "ResourceId", "ResourceType", "VulnerabilityId", "Package", "FixedInVersion", "Exploit", "Epss"];

    // The engine looks for types where the core is not: those that scripts name it is told.
    private static readonly Type[] Named =
    [
        typeof(AsffFinding), typeof(AsffSeverity), typeof(AsffResource), typeof(AsffRemediation), typeof(AsffRecommendation),
        typeof(AsffWorkflow), typeof(AsffNote), typeof(AsffVulnerability), typeof(AsffViolation), typeof(Severity), typeof(TextMap),
        typeof(InspectorFinding), typeof(Inspector2Finding), typeof(ClassicFinding), typeof(ScanFinding), typeof(CisFinding),
        typeof(FindingDifference), typeof(DeliverySummary), typeof(FindingResult), typeof(OutboxItem), typeof(IntegrationState),
        typeof(IntegrationCheck),
    ];

    private static readonly (Type Type, string[] Shown)[] Findings =
    [
        (
            typeof(AsffFinding),
            ["Title", "Severity", "RecordState", "AwsAccountId", "Region", "ResourceId", "VulnerabilityId", "FixedInVersion", "Remediation",
                "CreatedAt", "UpdatedAt", "Description", "Id"]),
        (
            typeof(Inspector2Finding),
            ["Title", "Severity", "Status", "AccountId", "Region", "ResourceId", "VulnerabilityId", "FixedInVersion", "Remediation",
                "FirstObservedAt", "UpdatedAt", "Description", "FindingId", "Origin"]),
        (
            typeof(ClassicFinding),
            ["Title", "Severity", "AccountId", "Region", "ResourceId", "VulnerabilityId", "Recommendation", "CreatedAt", "UpdatedAt",
                "Description", "FindingId", "Origin"]),
        (
            typeof(ScanFinding),
            ["Title", "Severity", "AccountId", "Region", "ResourceId", "VulnerabilityId", "FixedInVersion", "ScannedAt", "Description",
                "FindingId", "Origin"]),
        (
            typeof(CisFinding),
            ["Title", "CheckId", "TargetResourceId", "AccountId", "Platform", "Level", "Severity", "Status", "StatusReason", "ScanName",
                "ScanDate", "CheckDescription", "Remediation"]),
    ];

    private static Type? Accelerators => typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators");

    public static void Add()
    {
        Name();
        // A host of the bare engine has neither tables nor remoting.
        if (UpdateTypeData() is not { } update) return;
        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        shell.AddCommand(update).AddParameter("TypeData", Data()).AddParameter("Force", true).Invoke();
    }

    public static void Remove()
    {
        lock (Naming)
        {
            foreach (var type in Named) Call("Remove", type.FullName!);
        }
    }

    // The engine's table is one for all runspaces, and made for one at a time: what it has already is let be.
    private static void Name()
    {
        lock (Naming)
        {
            var known = Accelerators?.GetProperty("Get")?.GetValue(obj: null) as IDictionary<string, Type>;
            foreach (var type in Named)
            {
                if (known is not null && known.TryGetValue(type.FullName!, out var named) && named == type) continue;
                Call("Remove", type.FullName!);
                Call("Add", type.FullName!, type);
            }
        }
    }

    // By its type: the engine looks for a name in every module and every folder of the path.
    private static CmdletInfo? UpdateTypeData()
    {
        var utility = new AssemblyName(typeof(PSObject).Assembly.FullName!) { Name = "Microsoft.PowerShell.Commands.Utility" };
        try
        {
            var type = Assembly.Load(utility).GetType("Microsoft.PowerShell.Commands.UpdateTypeDataCommand", throwOnError: true);
            return new CmdletInfo("Update-TypeData", type);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static TypeData[] Data() =>
    [
        .. Findings.Select(finding => DataOf(finding.Type, finding.Shown)),
        // Beside objects of other kinds the engine shows all members of one that says nothing else: of an emulator also its secret.
        Shown(typeof(RunningEmulator).FullName!, "Port", "IsRunning", "Findings", "Calls", "RateScale", "Faults"),
        Shown(OcsfObject.TypeName, "type_name", "severity", "status", "time_dt"),
        // They hold a finding, and are one deeper.
        new(typeof(FindingDifference).FullName) { SerializationDepth = SerializationDepth + 1 },
        new(typeof(OutboxItem).FullName) { SerializationDepth = SerializationDepth + 1 },
        Serialized(typeof(JsonElement), "String"),
        Serialized(typeof(Severity), "String"),
        Serialized(typeof(AsffSeverity), "AllPublicProperties"),
        Serialized(typeof(AsffFindingProviderSeverity), "AllPublicProperties"),
    ];

    private static TypeData DataOf(Type type, string[] shown)
    {
        var data = new TypeData(type.FullName)
        {
            DefaultDisplayPropertySet = new PropertySetData(shown),
            SerializationDepth = SerializationDepth,
        };
        foreach (var member in Flat) data.Members.Add(member, Column(type, member));
        return data;
    }

    // Also those that a kind has by itself: they come first then, in this order, in lists and CSV of every kind.
    private static CodePropertyData Column(Type type, string member)
    {
        var setter = type.GetProperty(member) is null ? null : typeof(FlatView).GetMethod(member, [typeof(PSObject), typeof(object)]);
        return new CodePropertyData(member, typeof(FlatView).GetMethod(member, [typeof(PSObject)]), setter);
    }

    private static TypeData Shown(string type, params string[] members) =>
        new(type) { DefaultDisplayPropertySet = new PropertySetData(members) };

    private static TypeData Serialized(Type type, string method) => new(type.FullName) { SerializationMethod = method };

    private static void Call(string method, params object[] arguments) =>
        Accelerators?.InvokeMember(
            method, BindingFlags.InvokeMethod | BindingFlags.Public | BindingFlags.Static, binder: null, target: null, arguments,
            System.Globalization.CultureInfo.InvariantCulture);
}
