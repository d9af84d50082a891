using System.Globalization;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;

namespace Laurel.Bench;

/// <summary>
/// Measures one standing on one core: each figure is the best of three rounds after one unmeasured round.
/// Rates are per second of processor time, so that other work on the machine changes them less.
/// </summary>
internal static class StandingsBench
{
    private const int Operations = 500_000;
    private const int ReadOperations = 200_000;
    private const int RowsCount = 25;
    private const int Rounds = 3;
    private const int ScoreMax = 1_000_000;

    public static void Run(int count, RankKind[] kinds)
    {
        var members = Register(count);
        foreach (RankKind ranks in kinds)
        {
            Measure(members, ranks);
        }
    }

    private static Members Register(int count)
    {
        string[] ids = [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"user-{i}"))];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var members = new Members();
        foreach (string id in ids)
        {
            members.NumberOf(id);
        }

        Print("id table, shared by all standings, without the strings", BytesEach(before, count), "B/member");
        GC.KeepAlive(ids);
        return members;
    }

    private static void Measure(Members members, RankKind ranks)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ranks}, {members.Count:N0} members"));
        var random = new Random(1);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var standing = Load(members, ranks, random);
        Print("memory of the standing, after loading", BytesEach(before, standing.Count), "B/member");

        long now = standing.Count;
        Rate("set a random score + read rank", Operations, () => SetAndRead(standing, random, random.Next(ScoreMax), now++));
        Rate("add 1 to 20 to the score + read rank", Operations, () => AddAndRead(standing, random, now++));
        Rate("read rank", Operations, () => standing.TryGet(random.Next(standing.Count), out _));
        Rate("page of 25", ReadOperations, () => standing.Page(random.Next(standing.Count), RowsCount));
        Rate("around, window of 25", ReadOperations, () => standing.Around(random.Next(standing.Count), RowsCount));
        Rate("count in range", ReadOperations, () => standing.CountInRange(random.Next(ScoreMax / 2), ScoreMax / 2 + random.Next(ScoreMax / 2)));
        Print("memory of the standing, after all this", BytesEach(before, standing.Count), "B/member");
        GC.KeepAlive(standing);
    }

    private static Standing Load(Members members, RankKind ranks, Random random)
    {
        TimeSpan start = Environment.CpuUsage.TotalTime;
        var standing = new Standing(members, ranks);
        for (int member = 0; member < members.Count; member++)
        {
            standing.Set(member, random.Next(ScoreMax), member);
        }

        Print("load in no order", members.Count / SecondsSince(start), "/cpu-s");
        return standing;
    }

    private static void SetAndRead(Standing standing, Random random, decimal value, long now)
    {
        int member = random.Next(standing.Count);
        standing.Set(member, value, now);
        standing.TryGet(member, out _);
    }

    private static void AddAndRead(Standing standing, Random random, long now)
    {
        int member = random.Next(standing.Count);
        standing.TryGet(member, out Place place);
        standing.Set(member, place.Value + random.Next(1, 21), now);
        standing.TryGet(member, out _);
    }

    private static void Rate(string what, int operations, Action operation)
    {
        double best = 0;
        for (int round = 0; round <= Rounds; round++)
        {
            TimeSpan start = Environment.CpuUsage.TotalTime;
            for (int i = 0; i < operations; i++)
            {
                operation();
            }

            best = round == 0 ? 0 : Math.Max(best, operations / SecondsSince(start));
        }

        Print(what, best, "/cpu-s");
    }

    private static double SecondsSince(TimeSpan start) => (Environment.CpuUsage.TotalTime - start).TotalSeconds;

    private static double BytesEach(long before, int count) => (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / count;

    private static void Print(string what, double figure, string unit) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-56}{figure,14:N0} {unit}"));
}
