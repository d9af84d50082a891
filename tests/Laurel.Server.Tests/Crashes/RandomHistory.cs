using System.Globalization;
using System.Text;

namespace Laurel.Server.Tests.Crashes;

/// <summary>A history of walks in order of time, a few seconds apart. The same seed gives the same history.</summary>
internal static class RandomHistory
{
    public static string Text(int seed, int eventCount, int userCount)
    {
        var random = new Random(seed);
        var at = new DateTime(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);
        var text = new StringBuilder("user,metric,ts_utc,value\n");
        for (var i = 0; i < eventCount; i++)
        {
            at = at.AddSeconds(random.Next(10));
            text.Append(CultureInfo.InvariantCulture, $"u{random.Next(userCount)},steps,{at:yyyy-MM-ddTHH:mm:ssZ},{random.Next(1, 100) / 10m}\n");
        }

        return text.ToString();
    }
}
