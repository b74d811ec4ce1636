using System.Text;

namespace InspectorHub.Emulator.Filters;

/// <summary>Places of findings that have their beginnings in common: a name, and what goes on from there.</summary>
/// <param name="name">The name of the member; empty for the finding itself.</param>
internal sealed class PathTree(string name)
{
    private readonly List<PathTree> branches = [];

    public string Name => name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Whether everything there is looked at.</summary>
    public bool IsWhole { get; private set; }

    public IReadOnlyList<PathTree> Branches => branches;

    /// <param name="paths">Names with dots between; an empty one is the finding itself.</param>
    public static PathTree Of(IEnumerable<string> paths)
    {
        var root = new PathTree("");
        foreach (var path in paths)
        {
            var end = path.Length == 0 ? root : path.Split('.').Aggregate(root, (tree, step) => tree.Branch(step));
            end.IsWhole = true;
        }

        return root;
    }

    private PathTree Branch(string step)
    {
        if (branches.Find(branch => branch.Name == step) is { } known) return known;
        var branch = new PathTree(step);
        branches.Add(branch);
        return branch;
    }
}
