using System.Management.Automation;
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
        foreach (var type in Named)
        {
            Call("Remove", type.FullName!);
            Call("Add", type.FullName!, type);
        }

        using var shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
        // A host of the bare engine has neither tables nor remoting.
        shell.AddCommand("Get-Command").AddParameter("Name", "Update-TypeData").AddParameter("ErrorAction", "Ignore");
        if (shell.Invoke().Count == 0) return;
        foreach (var (type, shown) in Findings) AddData(shell, type, shown);
        Update(shell, typeof(JsonElement), data => data.AddParameter("SerializationMethod", "String"));
        Update(shell, typeof(Severity), data => data.AddParameter("SerializationMethod", "String"));
        foreach (var type in new[] { typeof(AsffSeverity), typeof(AsffFindingProviderSeverity) })
            Update(shell, type, data => data.AddParameter("SerializationMethod", "AllPublicProperties"));
    }

    public static void Remove()
    {
        foreach (var type in Named) Call("Remove", type.FullName!);
    }

    private static void AddData(PowerShell shell, Type type, string[] shown)
    {
        Update(
            shell, type,
            data => data.AddParameter("DefaultDisplayPropertySet", shown).AddParameter("SerializationDepth", SerializationDepth));
        foreach (var member in Flat)
        {
            if (type.GetProperty(member) is not null) continue;
            var getter = typeof(FlatView).GetMethod(member, [typeof(PSObject)]);
            Update(
                shell, type,
                data => data.AddParameter("MemberType", "CodeProperty").AddParameter("MemberName", member).AddParameter("Value", getter));
        }
    }

    private static void Update(PowerShell shell, Type type, Action<PowerShell> add)
    {
        shell.Commands.Clear();
        shell.AddCommand("Update-TypeData").AddParameter("TypeName", type.FullName).AddParameter("Force", true);
        add(shell);
        shell.Invoke();
    }

    private static void Call(string method, params object[] arguments) =>
        Accelerators?.InvokeMember(
            method, BindingFlags.InvokeMethod | BindingFlags.Public | BindingFlags.Static, binder: null, target: null, arguments,
            System.Globalization.CultureInfo.InvariantCulture);
}
