using Laurel.Core;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Points;

/// <summary>How many users have a balance within a range, both ends inclusive.</summary>
public sealed record PointsRange(long From, long To, int Users);

/// <summary>Counts users by what they have in a points system. Everybody counts; who was never given any has 0.</summary>
public static class PointsCounts
{
    /// <summary>Ranges above zero in a histogram.</summary>
    private const int RangesCount = 10;

    /// <summary>
    /// One range for no points (and debts), then ten of equal width up to the power of ten that the highest balance does not
    /// exceed, at least 10.
    /// </summary>
    public static IReadOnlyList<PointsRange> Histogram(IEnumerable<CensusRow> users, Timeline timeline, string system)
    {
        long[] balances = [.. StatesOf(users, timeline, system).Select(state => state.Balance)];
        var width = 1L;
        for (var max = balances.Length == 0 ? 0 : balances.Max(); width * RangesCount < max;)
        {
            width *= 10;
        }

        var counts = new int[RangesCount + 1];
        foreach (var balance in balances)
        {
            counts[balance <= 0 ? 0 : (balance - 1) / width + 1]++;
        }

        return [.. counts.Select((count, index) => index == 0 ? new PointsRange(0, 0, count) : new(((index - 1) * width) + 1, index * width, count))];
    }

    /// <summary>How many users hold each level of a system, in the order of the levels.</summary>
    public static IReadOnlyList<(LevelDefinition Level, int Users)> Levels(IEnumerable<CensusRow> users, Timeline timeline, PointsDefinition system)
    {
        var counts = system.Levels.ToDictionary(level => level.Key, _ => 0, StringComparer.Ordinal);
        foreach (var state in StatesOf(users, timeline, system.Key))
        {
            if (system.LevelOf(state) is { } level)
            {
                counts[level.Key]++;
            }
        }

        return [.. system.Levels.Select(level => (level, counts[level.Key]))];
    }

    private static IEnumerable<PointsState> StatesOf(IEnumerable<CensusRow> users, Timeline timeline, string system)
    {
        var positions = new Dictionary<int, int>();
        foreach (var user in users)
        {
            if (!positions.TryGetValue(user.Version, out var position))
            {
                position = PositionOf(timeline.Version(user.Version).Rulebook.Points, system);
                positions.Add(user.Version, position);
            }

            yield return position < 0 ? PointsState.None : new() { Balance = user.Points[position].Balance, LevelPoints = user.Points[position].LevelPoints };
        }
    }

    private static int PositionOf(ValueList<PointsDefinition> systems, string key)
    {
        for (var i = 0; i < systems.Count; i++)
        {
            if (systems[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }
}
