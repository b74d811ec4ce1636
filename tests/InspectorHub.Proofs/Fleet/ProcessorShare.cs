using System.Globalization;

namespace InspectorHub.Proofs.Fleet;

/// <summary>
/// Part of a processor for a process, as a small task in a cloud has it: a control group of Linux with a quota. Workers are for more
/// processors than one machine has, and with shares of one they can be counted on a small machine, too.
/// </summary>
internal sealed class ProcessorShare : IDisposable
{
    private const string Root = "/sys/fs/cgroup";
    private const int Period = 100_000;

    private readonly string group;

    private ProcessorShare(string group) => this.group = group;

    /// <summary>Holds a process to so much of a processor; null where this machine, or this user, cannot.</summary>
    public static ProcessorShare? Of(int process, double processors)
    {
        var quota = (int)(processors * Period);
        var isSecond = File.Exists(Path.Combine(Root, "cgroup.controllers"));
        var folder = Path.Combine(isSecond ? Root : Path.Combine(Root, "cpu"), $"inspectorhub-{process}");
        try
        {
            Directory.CreateDirectory(folder);
            if (isSecond) File.WriteAllText(Path.Combine(folder, "cpu.max"), string.Create(CultureInfo.InvariantCulture, $"{quota} {Period}"));
            else File.WriteAllText(Path.Combine(folder, "cpu.cfs_quota_us"), quota.ToString(CultureInfo.InvariantCulture));
            File.WriteAllText(Path.Combine(folder, "cgroup.procs"), process.ToString(CultureInfo.InvariantCulture));
            return new ProcessorShare(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Takes the group away, once its process has ended.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(group);
        }
        catch (IOException)
        {
            // Somebody is in it still: it goes with the machine.
        }
    }
}
