using System.Globalization;

namespace InspectorHub.Proofs.Sender;

/// <summary>What a sender process reports at its end, as one line of numbers; times in milliseconds.</summary>
internal sealed record SenderCounts(int Findings, int Received, int Refused, int Waiting, int Earlier, TimeSpan Processor, TimeSpan Clock)
{
    public static SenderCounts Parse(string line)
    {
        var numbers = line.Split(' ').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        return new SenderCounts(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], TimeSpan.FromMilliseconds(numbers[5]),
            TimeSpan.FromMilliseconds(numbers[6]));
    }

    public string ToLine() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Findings} {Received} {Refused} {Waiting} {Earlier} {Processor.TotalMilliseconds:0} {Clock.TotalMilliseconds:0}");
}
