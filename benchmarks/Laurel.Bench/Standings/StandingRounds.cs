using System.Globalization;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;

namespace Laurel.Bench.Standings;

/// <summary>
/// One standing on one core. Each figure is the best of three rounds after one unmeasured round, per second of processor time, so that other
/// work on the machine changes it less.
/// </summary>
internal sealed class StandingRounds
{
    public const int ScoreMax = 1_000_000;
    public const int RowsCount = 25;
    public const int RangeCount = 10;

    private const int Operations = 500_000;
    private const int ReadOperations = 200_000;
    private const int Rounds = 3;

    private readonly Members members = new();
    private readonly Random random = new(1);
    private readonly Standing standing;
    private readonly long bytesBefore;

    public StandingRounds(int count, RankKind ranks)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"user-{i}"))];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var id in ids)
        {
            members.NumberOf(id);
        }

        bytesBefore = GC.GetTotalMemory(forceFullCollection: true);
        NameBytesEach = (double)(bytesBefore - before) / count;
        var start = Environment.CpuUsage.TotalTime;
        standing = new Standing(members, ranks);
        for (var member = 0; member < count; member++)
        {
            standing.Set(member, random.Next(ScoreMax), member);
        }

        LoadedPerSecond = count / SecondsSince(start);
    }

    /// <summary>The table of ids, which all standings of a space share, without the texts themselves.</summary>
    public double NameBytesEach { get; }

    public double LoadedPerSecond { get; }

    /// <summary>Memory of the standing alone, per member.</summary>
    public double BytesEach() => (double)(GC.GetTotalMemory(forceFullCollection: true) - bytesBefore) / standing.Count;

    public double SetAndRank() => Rate(Operations, at =>
    {
        var member = random.Next(standing.Count);
        standing.Set(member, random.Next(ScoreMax), standing.Count + at);
        standing.TryGet(member, out _);
    });

    public double AddAndRank() => Rate(Operations, at =>
    {
        var member = random.Next(standing.Count);
        standing.TryGet(member, out var place);
        standing.Set(member, place.Value + random.Next(1, 21), standing.Count + at);
        standing.TryGet(member, out _);
    });

    public double Set() => Rate(Operations, at => standing.Set(random.Next(standing.Count), random.Next(ScoreMax), standing.Count + at));

    public double Rank() => Rate(Operations, _ => standing.TryGet(random.Next(standing.Count), out var _));

    public double Page() => Rate(ReadOperations, _ => standing.Page(random.Next(standing.Count), RowsCount));

    public double Around() => Rate(ReadOperations, _ => standing.Around(random.Next(standing.Count), RowsCount));

    /// <summary>How many scores lie in each of ten ranges.</summary>
    public double Histogram() => Rate(ReadOperations / RangeCount, _ =>
    {
        for (var range = 0; range < RangeCount; range++)
        {
            standing.CountInRange(range * (ScoreMax / RangeCount), ((range + 1) * (ScoreMax / RangeCount)) - 1);
        }
    });

    private static double Rate(int operations, Action<int> operation)
    {
        double best = 0;
        for (var round = 0; round <= Rounds; round++)
        {
            var start = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < operations; i++)
            {
                operation(i);
            }

            best = round == 0 ? 0 : Math.Max(best, operations / SecondsSince(start));
        }

        return best;
    }

    private static double SecondsSince(TimeSpan start) => (Environment.CpuUsage.TotalTime - start).TotalSeconds;
}
