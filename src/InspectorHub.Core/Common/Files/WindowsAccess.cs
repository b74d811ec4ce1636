#if NET
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace InspectorHub.Common.Files;

/// <summary>
/// Files and folders that only their owner may open, on Windows. What SQLite makes beside a file gets the folder's access there,
/// so that it is the folder which counts; one that exists is left as its owner has made it.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class WindowsAccess
{
    public static void CreateFolder(string folder)
    {
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(
            new FileSystemAccessRule(
                Owner, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
                PropagationFlags.None, AccessControlType.Allow));
        new DirectoryInfo(folder).Create(security);
    }

    public static void CreateFile(string file)
    {
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(Owner, FileSystemRights.FullControl, AccessControlType.Allow));
        new FileInfo(file).Create(
            FileMode.OpenOrCreate, FileSystemRights.Write, FileShare.ReadWrite | FileShare.Delete, 4096, FileOptions.None,
            security).Dispose();
    }

    private static SecurityIdentifier Owner
    {
        get
        {
            using var user = WindowsIdentity.GetCurrent();
            return user.User!;
        }
    }
}
#endif
