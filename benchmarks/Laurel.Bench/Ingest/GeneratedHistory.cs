using System.Globalization;

namespace Laurel.Bench.Ingest;

/// <summary>
/// Three years of lessons: the user at place n of the order by activity has a share of n^-0.9 of the events, 40 zones, three metrics. The same
/// numbers give the same history.
/// </summary>
internal sealed class GeneratedHistory(int events, int users)
{
    private const double Exponent = 0.9;

    private static readonly string[] Zones =
    [
        "Africa/Cairo", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi", "America/Anchorage", "America/Bogota", "America/Chicago", "America/Denver",
        "America/Halifax", "America/Lima", "America/Los_Angeles", "America/Mexico_City", "America/New_York", "America/Phoenix", "America/Santiago", "America/Sao_Paulo",
        "America/St_Johns", "Asia/Bangkok", "Asia/Dhaka", "Asia/Dubai", "Asia/Hong_Kong", "Asia/Jakarta", "Asia/Karachi", "Asia/Kathmandu", "Asia/Kolkata",
        "Asia/Seoul", "Asia/Singapore", "Asia/Tehran", "Asia/Tokyo", "Australia/Adelaide", "Australia/Perth", "Australia/Sydney", "Europe/Athens", "Europe/Berlin",
        "Europe/Istanbul", "Europe/Lisbon", "Europe/London", "Europe/Madrid", "Pacific/Auckland", "Pacific/Honolulu",
    ];

    public void WriteUsers(string file)
    {
        using var rows = new StreamWriter(file);
        rows.WriteLine("user,tz,attr.school");
        for (var user = 1; user <= users; user++)
        {
            rows.WriteLine(string.Create(CultureInfo.InvariantCulture, $"user-{user},{Zones[user % Zones.Length]},school-{user % 50}"));
        }
    }

    public void WriteEvents(string file)
    {
        var random = new Random(7);
        var upTo = Shares();
        var end = DateTime.UtcNow.Date;
        var start = end.AddYears(-3);
        using var rows = new StreamWriter(file);
        rows.WriteLine("user,metric,ts_utc,value,attrs");
        for (var i = 0; i < events; i++)
        {
            var found = Array.BinarySearch(upTo, random.NextDouble() * upTo[^1]);
            var user = Math.Min(users - 1, found < 0 ? ~found : found) + 1;
            var at = start + ((end - start) * ((i + random.NextDouble()) / events));
            rows.WriteLine(Row(user, at, random));
        }
    }

    private static string Row(int user, DateTime at, Random random) => random.Next(10) switch
    {
        9 => string.Create(CultureInfo.InvariantCulture, $"user-{user},courses-completed,{at:yyyy-MM-ddTHH:mm:ss.fffZ},1,"),
        7 or 8 => string.Create(CultureInfo.InvariantCulture, $"user-{user},study-minutes,{at:yyyy-MM-ddTHH:mm:ss.fffZ},{random.Next(5, 61)},"),
        var kind => string.Create(CultureInfo.InvariantCulture, $"user-{user},lessons-completed,{at:yyyy-MM-ddTHH:mm:ss.fffZ},1,\"{{\"\"difficulty\"\":\"\"{(kind == 0 ? "hard" : "easy")}\"\"}}\""),
    };

    private double[] Shares()
    {
        var upTo = new double[users];
        var sum = 0.0;
        for (var user = 0; user < users; user++)
        {
            upTo[user] = sum += Math.Pow(user + 1, -Exponent);
        }

        return upTo;
    }
}
