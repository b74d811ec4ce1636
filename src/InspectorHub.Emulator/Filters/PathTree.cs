using System.Runtime.CompilerServices;
using System.Text;
using InspectorHub.Common;

namespace InspectorHub.Emulator.Filters;

/// <summary>Places of findings that have their beginnings in common: a name, and what goes on from there.</summary>
/// <param name="name">The name of the member; empty for the finding itself.</param>
internal sealed class PathTree(string name)
{
    private readonly string name = name;
    private readonly List<PathTree> branches = [];
    private readonly byte[] utf8Name = Encoding.UTF8.GetBytes(name);

    /// <summary>Whether everything there is looked at.</summary>
    public bool IsWhole { get; private set; }

    public int Count => branches.Count;

    /// <summary>The members of a finding that may have what is looked at.</summary>
    public JsonCursor In(StoredFinding finding) => finding.Members(
        first: branches.Exists(branch => !StoredFinding.IsLast(branch.name)),
        last: branches.Exists(branch => StoredFinding.IsLast(branch.name)));

    /// <summary>The branch of the member that a cursor is at; null where nothing there is looked at.</summary>
    [MethodImpl(Hot.Path)]
    public PathTree? Find(in JsonCursor member)
    {
        foreach (var branch in branches)
        {
            if (member.IsNamed(branch.utf8Name)) return branch;
        }

        return null;
    }

    /// <param name="paths">The names on the way of each; without any it is the finding itself.</param>
    public static PathTree Of(IEnumerable<string[]> paths)
    {
        var root = new PathTree("");
        foreach (var path in paths) path.Aggregate(root, (tree, step) => tree.Branch(step)).IsWhole = true;
        return root;
    }

    private PathTree Branch(string step)
    {
        if (branches.Find(branch => branch.name == step) is { } known) return known;
        var branch = new PathTree(step);
        branches.Add(branch);
        return branch;
    }
}
