using Laurel.Core;
using Laurel.Core.Users;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Summaries;

/// <summary>One period of a summary: date is its first day, total the total at its end, change what the period brought.</summary>
internal sealed record SummaryResponse(string Date, decimal Total, decimal Change);

/// <summary>Summaries in bodies.</summary>
internal static class SummaryWire
{
    /// <summary>From the first instant of the first period up to the last one of the last, for a user.</summary>
    public static Interval TimeOf(SummaryRequest request, UserProfile user)
    {
        var (starts, zone) = (request.Starts(), ZoneOf(user));
        return new(Calendar.StartOf(starts[0], zone), Calendar.StartOf(starts[^1], zone));
    }

    /// <summary>Every period of the request, the oldest first. What changed before them is part of the total.</summary>
    public static IReadOnlyList<SummaryResponse> Of(SummaryRequest request, UserProfile user, decimal before, IEnumerable<(Instant At, decimal Value)> changes)
    {
        var (zone, total) = (ZoneOf(user), before);
        LocalDate[] starts = [.. request.Starts()];
        var sums = new decimal[starts.Length];
        foreach (var (at, value) in changes)
        {
            var index = Array.BinarySearch(starts, at.InZone(zone).Date);
            index = index < 0 ? ~index - 1 : index;
            if (index < 0)
            {
                total += value;
            }
            else
            {
                sums[index] += value;
            }
        }

        var periods = new SummaryResponse[starts.Length - 1];
        for (var i = 0; i < periods.Length; i++)
        {
            total += sums[i];
            periods[i] = new(WireText.Of(starts[i]), WireText.Of(total), WireText.Of(sums[i]));
        }

        return periods;
    }

    private static DateTimeZone ZoneOf(UserProfile user) => Calendar.Zone(user.TimeZone) ?? DateTimeZone.Utc;
}
