namespace InspectorHub.Proofs;

/// <summary>The lines of the table in docs/delivery.md.</summary>
internal static class Report
{
    public static void Line(string what, bool kept, string figures) => Write(what, kept ? "kept" : "BROKEN", figures);

    /// <summary>What no goal was set for.</summary>
    public static void Measured(string what, string figures) => Write(what, "", figures);

    private static void Write(string what, string verdict, string figures) => Console.WriteLine($"| {what} | {verdict} | {figures} |");
}
