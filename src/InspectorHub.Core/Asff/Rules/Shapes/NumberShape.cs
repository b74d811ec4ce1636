using System.Globalization;
using System.Text;
using System.Text.Json;
using InspectorHub.Common;

namespace InspectorHub.Asff.Rules.Shapes;

/// <summary>A number, or only whole ones, from one to another.</summary>
internal sealed class NumberShape : AsffShape
{
    private static readonly byte[][] Scores =
        Tenths.Each(score => Encoding.UTF8.GetBytes(score.ToString(CultureInfo.InvariantCulture)));

    public double Minimum { get; init; } = double.MinValue;

    public double Maximum { get; init; } = double.MaxValue;

    public bool Whole { get; init; }

    public override void Check(ref Utf8JsonReader json, AsffCheck check)
    {
        if (json.TokenType != JsonTokenType.Number || !json.TryGetDouble(out var number)
            || (Whole && Math.Floor(number) != number)) check.Type(Whole ? "integer" : "number", ref json);
        else check.Range(number, Minimum, Maximum);
    }

    public override void Write(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            default:
                Write(json, (double)value);
                break;
        }
    }

    public override object? Fit(object value, AsffFit fit)
    {
        fit.CountNumber();
        switch (value)
        {
            case int number when number < Minimum || number > Maximum:
                var nearest = (int)(number < Minimum ? Minimum : Maximum);
                fit.Cut(nearest, number, "as a number");
                return nearest;
            case double number when double.IsNaN(number) || double.IsInfinity(number):
                return fit.LeaveOut(number.ToString(System.Globalization.CultureInfo.InvariantCulture), "a number");
            default:
                return value;
        }
    }

    private static void Write(Utf8JsonWriter json, double number)
    {
        if (Tenths.TryCount(number, out var tenths)) json.WriteRawValue(Scores[tenths], skipInputValidation: true);
        else json.WriteNumberValue(number);
    }
}
