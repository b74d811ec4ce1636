using System.Text.Json.Nodes;
using InspectorHub.Asff.Serialization;
using InspectorHub.Core.Tests.Findings;
using InspectorHub.Translation;

namespace InspectorHub.Core.Tests.Translation;

/// <summary>
/// Every member of a scan's vulnerability, in both formats, comes out in the ASFF or is left out for a reason. AWS has no model of these;
/// the documents are after real ones.
/// </summary>
public sealed class EveryScanMemberTests
{
    private const string CycloneDx = """
        {"bomFormat":"CycloneDX","specVersion":"1.5",
         "metadata":{"timestamp":"2026-01-02T03:04:05Z","component":{"bom-ref":"root","name":"mark-root","type":"container"}},
         "components":[{"bom-ref":"c1","type":"library","name":"mark-name","version":"mark-version",
          "properties":[{"name":"amazon:inspector:sbom_scanner:path","value":"/mark/path"}]},
           {"bom-ref":"c2","type":"file","name":"mark-file",
            "properties":[{"name":"amazon:inspector:sbom_scanner:dockerfile_finding:CVE-2026-mark","value":"affected_lines:mark-lines"}]},
           {"bom-ref":"c3","type":"operating-system","name":"mark-system","version":"mark-release",
            "properties":[{"name":"amazon:inspector:sbom_scanner:end_of_life","value":"2025-07-08T00:00:00Z"}]}],
         "vulnerabilities":[{"bom-ref":"vuln-1","id":"CVE-2026-mark","source":{"name":"mark-source","url":"https://mark.example/source"},
          "description":"mark-description",
           "created":"2025-01-02T00:00:00Z","updated":"2025-03-04T00:00:00Z","analysis":{"state":"mark-state"},
            "advisories":[{"url":"https://mark.example/advisory"}],"cwes":[4711],
           "references":[{"id":"USN-mark","source":{"name":"mark-reference","url":"https://mark.example/reference"}}],
            "affects":[{"ref":"c1"},{"ref":"c2"},{"ref":"c3"}],
           "ratings":[{"method":"CVSSv31","severity":"high","score":7.25,"vector":"CVSS:3.1/mark",
            "source":{"name":"mark-source","url":"https://mark.example/rating"}},
             {"method":"other","severity":"none","score":0.125,"vector":"mark-model",
              "source":{"name":"EPSS","url":"https://mark.example/epss"}}],
           "properties":[{"name":"amazon:inspector:sbom_scanner:fixed_version:c1","value":"mark-fixed"},
            {"name":"amazon:inspector:sbom_scanner:exploit_available","value":"true"},
             {"name":"amazon:inspector:sbom_scanner:exploit_last_seen_in_public","value":"2025-05-06T00:00:00Z"},
              {"name":"amazon:inspector:sbom_scanner:cisa_kev_date_added","value":"2025-06-07T00:00:00Z"},
             {"name":"amazon:inspector:sbom_scanner:cisa_kev_date_due","value":"2025-08-09T00:00:00Z"},
              {"name":"amazon:inspector:sbom_scanner:priority","value":"mark-priority"},
             {"name":"amazon:inspector:sbom_scanner:priority_intelligence","value":"mark-intelligence"},
              {"name":"amazon:inspector:sbom_scanner:something_new","value":"mark-new"}]}]}
        """;

    private const string OwnFormat = """
        {"messages":[{"name":"mark-system","version":"mark-release","info_message":"Component end-of-life: 2025-07-08T00:00:00Z"}],
         "vulnerability_count":{"high":1},
         "vulnerabilities":[{"id":"CVE-2026-mark","description":"mark-description","severity":"high",
          "source":"https://mark.example/source","created":"2025-01-02T00:00:00Z","updated":"2025-03-04T00:00:00Z",
           "references":["https://mark.example/advisory"],"related":["USN-mark"],
           "properties":{"cvss":[{"source":"mark-source","severity":"medium","cvss_3_base_score":7.5,
            "cvss_3_base_vector":"CVSS:3.1/mark"}],"cwes":[4711],"epss":0.125,"exploit_available":true,
             "exploit_last_seen_in_public":"2025-05-06T00:00:00Z","cisa_kev_date_added":"2025-06-07T00:00:00Z",
              "cisa_kev_date_due":"2025-08-09T00:00:00Z","priority":"mark-priority","something_new":"mark-new"},
           "affects":[{"installed_version":"pkg:npm/mark-name@mark-version","fixed_version":"mark-fixed","path":"/mark/path"},
            {"file":"mark-file","lines":"mark-lines"},{"name":"mark-system","version":"mark-release"}]}]}
        """;

    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["bomFormat"] = "Tells the format.",
        ["specVersion"] = "Tells the format.",
        ["metadata.component.bom-ref"] = "A name within the document.",
        ["metadata.component.name"] = "The artefact, which the caller names.",
        ["metadata.component.type"] = "As the name.",
        ["components[].bom-ref"] = "A name within the document.",
        ["components[].type"] = "Tells packages from files.",
        ["components[].properties[].name"] = "Tells which property it is.",
        ["vulnerabilities[].bom-ref"] = "A name within the document.",
        ["vulnerabilities[].affects[].ref"] = "A name within the document.",
        ["vulnerabilities[].references[].source.name"] = "Whose name the related vulnerability has; the name itself says it.",
        ["vulnerabilities[].references[].source.url"] = "A page of the related vulnerability, not of this one.",
        ["vulnerabilities[].ratings[].method"] = "Becomes the version of the score.",
        ["vulnerabilities[].ratings[].source.url"] = "The page of who rates; the source's own page is kept.",
        ["vulnerabilities[].ratings[].vector"] = "EPSS has the date of its model there.",
        ["vulnerabilities[].ratings[].severity"] = "The severity is the highest of them; the vendor's word is kept.",
        ["vulnerabilities[].properties[].name"] = "Tells which property it is.",
        ["vulnerabilities[].properties.cvss[].severity"] = "The document's own severity counts.",
        ["vulnerability_count.high"] = "Held against what was read.",
        ["messages[].info_message"] = "Has the end of life of a system, which is kept.",
        ["messages[].name"] = "Tells which system it is.",
        ["messages[].version"] = "Tells which system it is.",
    };

    [Theory]
    [InlineData(CycloneDx)]
    [InlineData(OwnFormat)]
    public void Every_member_of_a_scan_comes_out_in_both_forms(string document)
    {
        var finding = Assert.Single(Documents.ReadScan(document)).Finding!;
        var texts = new[] { InspectorForm.Of(finding), AccountForm.Of(finding) }.Select(AsffJson.ToText).ToList();
        foreach (var (path, value) in Markers.Leaves(JsonNode.Parse(document)))
        {
            if (LeftOut.ContainsKey(path)) continue;
            var shown = Shown(value.ToString());
            Assert.All(texts,
                text => Assert.True(text.Contains(shown, StringComparison.OrdinalIgnoreCase), $"{path}: {shown} is lost in {text}"));
        }
    }

    [Fact]
    public void Two_ways_into_the_account_form_are_one()
    {
        var finding = Assert.Single(Documents.ReadScan(CycloneDx)).Finding!;
        Assert.Equal(AsffJson.ToText(AccountForm.Of(finding)), AsffJson.ToText(AccountForm.From(InspectorForm.Of(finding))));
    }

    // As ASFF has it: lines without their word, yes and no.
    private static string Shown(string value) => value switch
    {
        "true" or "True" => "YES",
        _ when value.StartsWith("affected_lines:", StringComparison.Ordinal) => value["affected_lines:".Length..],
        _ when value.StartsWith("pkg:npm/", StringComparison.Ordinal) => "mark-version",
        _ => value,
    };
}
