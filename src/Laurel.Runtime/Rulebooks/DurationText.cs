using System.Globalization;
using NodaTime;

namespace Laurel.Runtime.Rulebooks;

/// <summary>A length of time as a document writes it: a whole number and its unit, 90s, 5m, 1h or 7d.</summary>
internal static class DurationText
{
    private static readonly (char Unit, int Seconds)[] Units = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];

    /// <summary>In the largest unit that fits; parts of a second are cut.</summary>
    public static string Of(Duration length)
    {
        var seconds = (long)length.TotalSeconds;
        var (unit, size) = seconds == 0 ? Units[^1] : Units.First(unit => seconds % unit.Seconds == 0);
        return (seconds / size).ToString(CultureInfo.InvariantCulture) + unit;
    }

    /// <summary>Null: the text is no length of time.</summary>
    public static Duration? Parse(string text)
    {
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit) && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                return Duration.FromSeconds((long)count * seconds);
            }
        }

        return null;
    }
}
