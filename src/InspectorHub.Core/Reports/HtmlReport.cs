using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using InspectorHub.Outbox;

namespace InspectorHub.Reports;

/// <summary>
/// The report as one HTML file that needs nothing else: no script, no font, no picture from anywhere. It links to the public pages of
/// vulnerabilities and nowhere else.
/// </summary>
/// <param name="title">The heading.</param>
/// <param name="findings">What is open.</param>
/// <param name="delivery">Delivery per lane; empty when there is nothing to say about it.</param>
/// <param name="refused">The first of what was refused, at most <see cref="RowsShown"/>.</param>
public sealed class HtmlReport(
    string title, FindingTally findings, IReadOnlyList<DeliveryFigures> delivery, IReadOnlyList<OutboxItem> refused)
{
    /// <summary>The longest that a table gets.</summary>
    public const int RowsShown = 25;

    private const int NamesShown = 5;
    private const int PackagesShown = 3;
    private const int RemedyShown = 200;

    private static readonly Regex Cve = new("^CVE-[0-9]{4}-[0-9]{4,}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    private static readonly Regex Ghsa = new(
        "^GHSA(?:-[0-9a-z]{4}){3}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>Whether something could not be read, so that findings may be missing from the report.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Writes the whole document.</summary>
    public void Write(TextWriter writer)
    {
        writer.Write(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" " +
            "content=\"width=device-width, initial-scale=1\">\n");
        writer.Write(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta " +
            "name=\"referrer\" content=\"no-referrer\">\n");
        writer.Write($"<title>{Text(title)}</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n<h1>{Text(title)}</h1>\n");
        WriteScope(writer);
        WriteSeverities(writer);
        WriteUrgent(writer);
        WriteVulnerabilities(writer);
        WriteCisChecks(writer);
        WriteResources(writer);
        WriteDelivery(writer);
        WriteRefusals(writer);
        writer.Write($"<footer>Made by InspectorHub {Text(Version())}.</footer>\n</body>\n</html>\n");
    }

    private void WriteScope(TextWriter writer)
    {
        var open = findings.Severities.Total;
        writer.Write($"<p>{findings.Now.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC. ");
        writer.Write($"{Count(open, "open finding")}{(findings.Archived > 0 ? $", {Number(findings.Archived)} archived" : "")}");
        if (findings.Accounts.Count > 0)
            writer.Write(
                $", in {Count(findings.Accounts.Count, "account")} ({Names(findings.Accounts)}) and " +
                $"{Count(findings.Regions.Count, "Region")} ({Names(findings.Regions)})");
        writer.Write(".</p>\n");
        if (IsIncomplete)
            writer.Write(
                "<p class=\"notice bad\"><b>Not everything could be read.</b> Errors came up while the findings were read: there may be " +
                "more than this report shows, and a zero in it does not mean that there are none.</p>\n");
        else if (open == 0)
            writer.Write(
                "<p class=\"notice\">Nothing open was among the findings that were given to this report. It says nothing about " +
                "accounts, Regions and resources that these findings are not about.</p>\n");
    }

    private void WriteSeverities(TextWriter writer)
    {
        if (IsIncomplete && findings.Severities.Total == 0) return;
        writer.Write("<h2>Open findings by severity and age</h2>\n<div class=\"figures\">\n");
        foreach (var label in SeverityCounts.Labels) WriteFigure(writer, Class(label), findings.Severities[label], Word(label));
        writer.Write("</div>\n");
        if (findings.Severities.Total == 0) return;
        WriteKey(writer);
        using var table = new HtmlTable(writer, ("Known for", ""), ("Findings", "number"), ("Share", "bar"));
        var most = findings.Ages.Values.Max(counts => counts.Total);
        foreach (var step in FindingAge.Steps)
            table.Row(
                Text(step.Name), Number(findings.Ages[step].Total), Stack(findings.Ages[step], (double)findings.Ages[step].Total / most));
    }

    private void WriteUrgent(TextWriter writer)
    {
        var urgent = findings.Severities["CRITICAL"] + findings.Severities["HIGH"];
        if (urgent == 0) return;
        writer.Write("<h2>Critical and high</h2>\n<p>Those with a known exploit first, then the most severe.</p>\n");
        WriteShown(writer, urgent, "findings");
        using var table = new HtmlTable(writer, ("Severity", ""), ("Finding", "name"), ("Resource", "name"), ("What to do", "name"));
        foreach (var finding in findings.Urgent.Take(RowsShown))
        {
            var exploit = finding.HasExploit ? " " + Label("plain", "exploit known") : "";
            var vulnerability = finding.VulnerabilityId is { } id && Link(id) is { } link ? $"<small>{link}</small>" : "";
            table.Row(
                Label(Class(finding.Severity), Word(finding.Severity)) + exploit, Text(finding.Title) + vulnerability,
                $"<span title=\"{Text(finding.ResourceId)}\">{Text(ResourceName.Of(finding.ResourceId))}</span>",
                Text(Short(finding.Remedy)));
        }
    }

    private void WriteVulnerabilities(TextWriter writer)
    {
        var all = findings.Vulnerabilities;
        if (all.Count == 0) return;
        writer.Write("<h2>Top vulnerabilities and rules</h2>\n<p>Those with a known exploit first, then the most severe.</p>\n");
        WriteShown(writer, all.Count, "vulnerabilities and rules");
        using var table = new HtmlTable(
            writer, ("Vulnerability", "name"), ("Severity", ""), ("Exploit", ""), ("Fix", ""), ("EPSS", "number"), ("Resources", "number"),
            ("Packages", "name"));
        foreach (var vulnerability in all.Take(RowsShown))
        {
            var worst = SeverityCounts.Labels.First(label => vulnerability.Severities[label] > 0);
            var more = vulnerability.Packages.Count > PackagesShown ? $" and {vulnerability.Packages.Count - PackagesShown} more" : "";
            table.Row(
                Link(vulnerability.Id) ?? Text(vulnerability.Id), Label(Class(worst), Word(worst)), vulnerability.ExploitAvailable
                    ? Label("critical", "known")
                    : "",
                Fix(vulnerability.FixAvailable), vulnerability.EpssScore?.ToString("P1", CultureInfo.InvariantCulture)
                    ?? "", Number(vulnerability.Resources),
                Text(string.Join(", ", vulnerability.Packages.Take(PackagesShown)) + more));
        }
    }

    private void WriteCisChecks(TextWriter writer)
    {
        var all = findings.CisChecks;
        if (all.Count == 0) return;
        var instances = all.SelectMany(check => check.Instances).Distinct(StringComparer.Ordinal).Count();
        writer.Write(
            $"<h2>CIS checks that failed</h2>\n<p>{Count(all.Count, "check")} on {Count(instances, "instance")}; the most severe first, " +
            "then those that failed on most instances.</p>\n");
        WriteShown(writer, all.Count, "checks");
        using var table = new HtmlTable(writer, ("Check", "name"), ("Severity", ""), ("Level", ""), ("Instances", "number"));
        foreach (var check in all.Take(RowsShown))
            table.Row(
                Text(check.Title ?? check.CheckId), Label(Class(check.Severity), Word(check.Severity)), Text(Level(check.Level)),
                Number(check.Instances.Count));
    }

    private void WriteResources(TextWriter writer)
    {
        var all = findings.Resources;
        if (all.Count == 0) return;
        writer.Write("<h2>Severity by resource</h2>\n");
        WriteShown(writer, all.Count, "resources");
        using var table = new HtmlTable(
            writer, ("Resource", "name"), ("Critical", "number"), ("High", "number"), ("All", "number"), ("Share", "bar"));
        var shown = all.Take(RowsShown).ToList();
        var most = shown.Max(resource => resource.Severities.Total);
        foreach (var resource in shown)
        {
            var counts = resource.Severities;
            // The square root: beside one resource with very many, the others are still told apart.
            table.Row(
                $"<span title=\"{Text(resource.Id)}\">{Text(ResourceName.Of(resource.Id))}</span><small>{Text(resource.Type)}</small>",
                Number(counts["CRITICAL"]), Number(counts["HIGH"]), Number(counts.Total), Stack(
                    counts, Math.Sqrt((double)counts.Total / most)));
        }
    }

    private void WriteDelivery(TextWriter writer)
    {
        var lanes = findings.Accounts.Count == 0 ? delivery : [.. delivery.Where(lane => findings.Accounts.Contains(lane.Lane.AccountId))];
        if (lanes.Count == 0) return;
        var (received, waiting, setAside) = (
            lanes.Sum(lane => lane.Received), lanes.Sum(lane => lane.Waiting), lanes.Sum(lane => lane.Refused));
        writer.Write(
            "<h2>Delivery to Security Hub</h2>\n<p>By this " +
            $"outbox{(findings.Accounts.Count > 0 ? ", for the accounts of these findings" : "")}.</p>\n<div class=\"figures\">\n");
        WriteFigure(writer, "good", received, "received by Security Hub");
        WriteFigure(
            writer, waiting > 0 ? "wait" : "", waiting,
            lanes.Min(lane => lane.OldestWaiting) is { } oldest ? $"waiting, the oldest for {Duration(findings.Now - oldest)}" : "waiting");
        WriteFigure(writer, setAside > 0 ? "bad" : "", setAside, "refused");
        writer.Write("</div>\n");
        if (lanes.Count == 1) return;
        using var table = new HtmlTable(
            writer, ("Account and Region", "name"), ("Received", "number"), ("Waiting", "number"), ("Refused", "number"));
        foreach (var lane in lanes)
            table.Row(Text(lane.Lane.ToString()), Number(lane.Received), Number(lane.Waiting), Number(lane.Refused));
    }

    private void WriteRefusals(TextWriter writer)
    {
        if (refused.Count == 0) return;
        writer.Write("<h2>Refused by Security Hub</h2>\n");
        WriteShown(writer, delivery.Sum(lane => lane.Refused), "refused findings");
        using var table = new HtmlTable(writer, ("Finding", "name"), ("Reason", "name"));
        foreach (var finding in refused)
            table.Row(
                $"{Text(finding.Id)}<small>{finding.AccountId}/{Text(finding.Region)}</small>",
                Text($"{finding.ErrorCode}: {finding.ErrorMessage}"));
    }

    private static void WriteFigure(TextWriter writer, string kind, long count, string name) =>
        writer.Write($"<div class=\"figure {kind}\"><b>{Number(count)}</b><span>{Text(name)}</span></div>\n");

    private static void WriteShown(TextWriter writer, long count, string what)
    {
        if (count > RowsShown) writer.Write($"<p>The first {RowsShown} of {Number(count)} {what}.</p>\n");
    }

    private static void WriteKey(TextWriter writer)
    {
        writer.Write("<div class=\"key\">");
        foreach (var label in SeverityCounts.Labels) writer.Write($"<span><i class=\"{Class(label)}\"></i>{Word(label)}</span>");
        writer.Write("</div>\n");
    }

    private static string Stack(SeverityCounts counts, double share)
    {
        if (counts.Total == 0) return "";
        var parts = SeverityCounts.Labels.Where(label => counts[label] > 0)
            .Select(label => $"<i class=\"{Class(label)}\" style=\"flex:{counts[label]}\" title=\"{counts[label]} {Word(label)}\"></i>");
        var width = (100 * share).ToString("0.#", CultureInfo.InvariantCulture);
        return $"<div class=\"stack\" style=\"width:{width}%\">{string.Concat(parts)}</div>";
    }

    // Only names that are safe to put together an address from, and only to the databases that they are of.
    private static string? Link(string id)
    {
        var address = Cve.IsMatch(id) ? "https://nvd.nist.gov/vuln/detail/" : Ghsa.IsMatch(id) ? "https://github.com/advisories/" : null;
        return address is null ? null : $"<a href=\"{address}{id}\" rel=\"noopener noreferrer\">{Text(id)}</a>";
    }

    private static string Fix(string? available) => available switch
    {
        "YES" => Label("good", "available"),
        "PARTIAL" => Label("plain", "for some"),
        "NO" => Label("plain", "none yet"),
        _ => "",
    };

    // LEVEL_1 as Inspector writes it.
    private static string? Level(string? level) =>
        level is not null && level.StartsWith("LEVEL_", StringComparison.Ordinal) ? level.Substring("LEVEL_".Length) : level;

    private static string Names(IReadOnlyCollection<string> names) =>
        Text(string.Join(", ", names.Take(NamesShown)) + (names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : ""));

    private static string Short(string? text) =>
        text is null ? "" : text.Length > RemedyShown ? text.Substring(0, RemedyShown).TrimEnd() + "…" : text;

    private static string Count(long count, string what) => $"{Number(count)} {what}{(count == 1 ? "" : "s")}";

    private static string Label(string kind, string word) => $"<span class=\"label {kind}\">{Text(word)}</span>";

    private static string Class(string label) => label.ToLowerInvariant();

    private static string Word(string label) => label[0] + Class(label).Substring(1);

    private static string Duration(TimeSpan time) =>
        time.TotalDays >= 1 ? $"{time.TotalDays:0} d" : time.TotalHours >= 1 ? $"{time.TotalHours:0} h" : $"{time.TotalMinutes:0} min";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string? text) => HtmlTable.Text(text);

    private static string? Version() =>
        typeof(HtmlReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    private static string Style()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
