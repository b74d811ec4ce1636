namespace InspectorHub.Proofs;

/// <summary>The lines of the table in docs/delivery.md.</summary>
internal static class Report
{
    public static void Line(string what, bool kept, string figures) =>
        Console.WriteLine($"| {what} | {(kept ? "kept" : "BROKEN")} | {figures} |");
}
