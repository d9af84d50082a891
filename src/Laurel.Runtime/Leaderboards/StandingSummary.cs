namespace Laurel.Runtime.Leaderboards;

/// <summary>What the scores of one ranking come to.</summary>
/// <param name="ParticipantCount">How many users have a score.</param>
/// <param name="ActiveCount">Those whose score changed since a given instant.</param>
/// <param name="Average">Of all values, rounded to 9 decimals; null without participants.</param>
/// <param name="Median">The middle value, or the mean of the two in the middle; null without participants.</param>
/// <param name="CompetitionIndex">
/// How close the leading places are to the first, in percent cut to two decimals: of the leading tenth (2 to 100 places) the average
/// value by the best one, or on an ascending board the other way round; null with fewer than two participants or values that are not above 0.
/// </param>
public sealed record StandingSummary(int ParticipantCount, int ActiveCount, decimal? Average, decimal? Median, decimal? CompetitionIndex)
{
    private const int LeadersMin = 2;
    private const int LeadersMax = 100;
    private const int Tenth = 10;

    /// <summary>Count, median and the leading places are found; the average and who is active take one walk over all scores.</summary>
    public static StandingSummary Of(Standing standing, long activeSinceMs)
    {
        var count = standing.Count;
        if (count == 0)
        {
            return new(0, 0, null, null, null);
        }

        var (sum, active) = standing.Totals(activeSinceMs);
        var median = (standing.ValueAt((count + 1) / 2) + standing.ValueAt((count + 2) / 2)) / 2;
        return new(count, active, Math.Round(sum / count, 9), median, IndexOf(standing));
    }

    private static decimal? IndexOf(Standing standing)
    {
        var leaders = standing.Page(0, Math.Clamp(standing.Count / Tenth, LeadersMin, LeadersMax));
        if (leaders.Length < LeadersMin || leaders[0].Value <= 0 || leaders[^1].Value <= 0)
        {
            return null;
        }

        var average = leaders.Average(place => place.Value);
        var (less, more) = average <= leaders[0].Value ? (average, leaders[0].Value) : (leaders[0].Value, average);
        return decimal.Truncate(10_000 * less / more) / 100;
    }
}
