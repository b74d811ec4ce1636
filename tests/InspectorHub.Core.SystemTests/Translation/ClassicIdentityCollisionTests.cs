using System.Globalization;
using InspectorHub.Common;
using InspectorHub.Translation.Classic;

namespace InspectorHub.Core.Tests.Translation;

public sealed class ClassicIdentityCollisionTests
{
    [Fact]
    public void A_million_made_up_findings_have_a_million_ids()
    {
        const int Count = 1_000_000;
        var finding = NetworkProblem.Finding();
        var port = finding.Attributes!.Find(attribute => attribute.Key == "PORT")!;
        var arn = Arn.Parse(finding.Arn)!.Value;
        // The rightmost 16 hex digits alone are 64 bits: a collision of whole ids would be one of these.
        var seen = new HashSet<ulong>(Count);
        for (var number = 0; number < Count; number++)
        {
            // Ports of instances: neighbouring values, as in real accounts.
            port.Value = (number % 1000).ToString(CultureInfo.InvariantCulture);
            finding.AssetAttributes!.AgentId = $"i-{number / 1000:x17}";
            var id = ClassicIdentity.Of(finding, arn);
            Assert.True(seen.Add(ulong.Parse(id.AsSpan(id.Length - 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
        }
    }
}
