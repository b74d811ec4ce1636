using System.Globalization;
using System.Text;

namespace InspectorHub.Asff.Rules;

/// <summary>Where a walk through a finding stands. Written out only when there is something to tell.</summary>
internal sealed class AsffPath
{
    private const int AtMember = -1;
    private const int AtKey = -2;

    private readonly List<Step> steps = [];

    public bool IsRoot => steps.Count == 0;

    public void Push(string member) => steps.Add(new Step(member, AtMember));

    public void Push(int index) => steps.Add(new Step(null, index));

    public void PushKey(string key) => steps.Add(new Step(key, AtKey));

    public void Pop() => steps.RemoveAt(steps.Count - 1);

    /// <summary>As a JSON path: <c>$.Resources[0].Details.Other['X']</c>.</summary>
    public override string ToString() => From("$");

    /// <summary>As Security Hub writes it: <c>data.Resources[0].Details.Other['X']</c>.</summary>
    public string InServiceWords() => From("data");

    private string From(string root)
    {
        var text = new StringBuilder(root);
        foreach (var step in steps)
        {
            if (step.Index == AtKey) text.Append("['").Append(step.Name).Append("']");
            else if (step.Name is null) text.Append('[').Append(step.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            else text.Append('.').Append(step.Name);
        }

        return text.ToString();
    }

    private readonly record struct Step(string? Name, int Index);
}
