using System.Globalization;
using System.Net;
using InspectorHub.Outbox;

namespace InspectorHub.Reports;

/// <summary>The report as one HTML file that needs nothing else: no script, no font, no picture from anywhere.</summary>
/// <param name="title">The heading.</param>
/// <param name="findings">What is open.</param>
/// <param name="delivery">Delivery per lane; empty when there is nothing to say about it.</param>
/// <param name="refused">The first of what was refused, at most <see cref="RowsShown"/>.</param>
public sealed class HtmlReport(string title, FindingTally findings, IReadOnlyList<DeliveryFigures> delivery, IReadOnlyList<OutboxItem> refused)
{
    /// <summary>The longest that a table gets.</summary>
    public const int RowsShown = 25;

    private const int PackagesShown = 3;

    /// <summary>Writes the whole document.</summary>
    public void Write(TextWriter writer)
    {
        writer.Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Text(title)}</title>\n<style>\n{Style()}</style>\n</head>\n<body>\n");
        writer.Write($"<h1>{Text(title)}</h1>\n<p>{findings.Now.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC</p>\n");
        WriteDelivery(writer);
        WriteSeverities(writer);
        WriteResources(writer);
        WriteVulnerabilities(writer);
        WriteRefusals(writer);
        writer.Write("<footer>Made by InspectorHub.</footer>\n</body>\n</html>\n");
    }

    private void WriteDelivery(TextWriter writer)
    {
        if (delivery.Count == 0) return;
        var (received, waiting, setAside) = (delivery.Sum(lane => lane.Received), delivery.Sum(lane => lane.Waiting), delivery.Sum(lane => lane.Refused));
        writer.Write("<h2>Delivery to Security Hub</h2>\n<div class=\"figures\">\n");
        WriteFigure(writer, "", received + waiting + setAside, "sent on their way");
        WriteFigure(writer, "good", received, "received by Security Hub");
        WriteFigure(writer, waiting > 0 ? "wait" : "", waiting, delivery.Min(lane => lane.OldestWaiting) is { } oldest ? $"waiting, the oldest for {Duration(findings.Now - oldest)}" : "waiting");
        WriteFigure(writer, setAside > 0 ? "bad" : "", setAside, "refused");
        writer.Write("</div>\n");
        if (delivery.Count == 1) return;

        writer.Write("<table>\n<tr><th>Account and Region</th><th class=\"number\">Received</th><th class=\"number\">Waiting</th><th class=\"number\">Refused</th></tr>\n");
        foreach (var lane in delivery)
            writer.Write($"<tr><td class=\"name\">{Text(lane.Lane.ToString())}</td><td class=\"number\">{Number(lane.Received)}</td><td class=\"number\">{Number(lane.Waiting)}</td><td class=\"number\">{Number(lane.Refused)}</td></tr>\n");
        writer.Write("</table>\n");
    }

    private void WriteSeverities(TextWriter writer)
    {
        writer.Write("<h2>Open findings by severity and age</h2>\n<div class=\"figures\">\n");
        foreach (var label in SeverityCounts.Labels) WriteFigure(writer, "", findings.Severities[label], Word(label));
        writer.Write("</div>\n");
        if (findings.Archived > 0) writer.Write($"<p>Archived, and counted nowhere else: {Number(findings.Archived)}.</p>\n");
        if (findings.Severities.Total == 0) return;

        WriteKey(writer);
        writer.Write("<table>\n<tr><th>Known for</th><th class=\"number\">Findings</th><th></th></tr>\n");
        var most = findings.Ages.Values.Max(counts => counts.Total);
        foreach (var step in FindingAge.Steps)
            writer.Write($"<tr><td>{Text(step.Name)}</td><td class=\"number\">{Number(findings.Ages[step].Total)}</td><td class=\"bar\">{Stack(findings.Ages[step], most)}</td></tr>\n");
        writer.Write("</table>\n");
    }

    private void WriteResources(TextWriter writer)
    {
        var all = findings.Resources;
        if (all.Count == 0) return;
        writer.Write("<h2>Severity by resource</h2>\n");
        WriteShown(writer, all.Count, "resources");
        writer.Write("<table>\n<tr><th>Resource</th><th class=\"number\">Critical</th><th class=\"number\">High</th><th class=\"number\">All</th><th></th></tr>\n");
        var shown = all.Take(RowsShown).ToList();
        var most = shown.Max(resource => resource.Severities.Total);
        foreach (var resource in shown)
        {
            writer.Write($"<tr><td class=\"name\" title=\"{Text(resource.Id)}\">{Text(ResourceName.Of(resource.Id))}<small>{Text(resource.Type)}</small></td>");
            writer.Write($"<td class=\"number\">{Number(resource.Severities["CRITICAL"])}</td><td class=\"number\">{Number(resource.Severities["HIGH"])}</td><td class=\"number\">{Number(resource.Severities.Total)}</td>");
            writer.Write($"<td class=\"bar\">{Stack(resource.Severities, most)}</td></tr>\n");
        }

        writer.Write("</table>\n");
    }

    private void WriteVulnerabilities(TextWriter writer)
    {
        var all = findings.Vulnerabilities;
        if (all.Count == 0) return;
        writer.Write("<h2>Top vulnerabilities</h2>\n<p>Those with a known exploit first, then the most severe.</p>\n");
        WriteShown(writer, all.Count, "vulnerabilities");
        writer.Write("<table>\n<tr><th>Vulnerability</th><th>Severity</th><th>Exploit</th><th>Fix</th><th class=\"number\">EPSS</th><th class=\"number\">Resources</th><th>Packages</th></tr>\n");
        foreach (var vulnerability in all.Take(RowsShown))
        {
            var worst = SeverityCounts.Labels.First(label => vulnerability.Severities[label] > 0);
            var packages = string.Join(", ", vulnerability.Packages.Take(PackagesShown)) + (vulnerability.Packages.Count > PackagesShown ? $" and {vulnerability.Packages.Count - PackagesShown} more" : "");
            writer.Write($"<tr><td>{Text(vulnerability.Id)}</td><td>{Label(Class(worst), Word(worst))}</td><td>{(vulnerability.ExploitAvailable ? Label("critical", "known") : "")}</td>");
            writer.Write($"<td>{Fix(vulnerability.FixAvailable)}</td><td class=\"number\">{vulnerability.EpssScore?.ToString("P1", CultureInfo.InvariantCulture)}</td>");
            writer.Write($"<td class=\"number\">{Number(vulnerability.Resources)}</td><td class=\"name\">{Text(packages)}</td></tr>\n");
        }

        writer.Write("</table>\n");
    }

    private void WriteRefusals(TextWriter writer)
    {
        if (refused.Count == 0) return;
        writer.Write("<h2>Refused by Security Hub</h2>\n");
        WriteShown(writer, delivery.Sum(lane => lane.Refused), "refused findings");
        writer.Write("<table>\n<tr><th>Finding</th><th>Reason</th></tr>\n");
        foreach (var finding in refused)
            writer.Write($"<tr><td class=\"name\">{Text(finding.Id)}<small>{finding.AccountId}/{Text(finding.Region)}</small></td><td class=\"name\">{Text($"{finding.ErrorCode}: {finding.ErrorMessage}")}</td></tr>\n");
        writer.Write("</table>\n");
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

    private static string Stack(SeverityCounts counts, int most)
    {
        if (counts.Total == 0) return "";
        var parts = SeverityCounts.Labels.Where(label => counts[label] > 0)
            .Select(label => $"<i class=\"{Class(label)}\" style=\"flex:{counts[label]}\" title=\"{counts[label]} {Word(label)}\"></i>");
        return $"<div class=\"stack\" style=\"width:{(100.0 * counts.Total / most).ToString("0.#", CultureInfo.InvariantCulture)}%\">{string.Concat(parts)}</div>";
    }

    private static string Fix(string? available) => available switch
    {
        "YES" => Label("good", "available"),
        "PARTIAL" => Label("plain", "for some"),
        "NO" => Label("plain", "none yet"),
        _ => "",
    };

    private static string Label(string kind, string word) => $"<span class=\"label {kind}\">{Text(word)}</span>";

    private static string Class(string label) => label.ToLowerInvariant();

    private static string Word(string label) => label[0] + Class(label).Substring(1);

    private static string Duration(TimeSpan time) => time.TotalDays >= 1 ? $"{time.TotalDays:0} d" : time.TotalHours >= 1 ? $"{time.TotalHours:0} h" : $"{time.TotalMinutes:0} min";

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    private static string Style()
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
