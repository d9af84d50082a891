using Laurel.Bench.Processes;
using Laurel.Bench.Runs;
using Laurel.Core.Leaderboards;

namespace Laurel.Bench.Standings;

/// <summary>Standings in memory, against the same operations on a sorted set of Redis.</summary>
internal static class StandingsPart
{
    private const int Operations = 200_000;

    // The size that the aims are set for.
    private const int AimedMembers = 1_000_000;
    private const string Board = "board";

    public static async Task<Section> Run(BenchRun run)
    {
        var section = new Section();
        int[] sizes = run.Settings.IsFull ? [AimedMembers, 10_000_000] : [AimedMembers];
        foreach (var count in sizes)
        {
            await Compare(count, section);
        }

        section.Line($"The three ways to rank, {Figure.Count(AimedMembers)} members, /s of one core:");
        section.Table(["ranks", "set a random score + rank", "add 1 to 20 + rank", "rank", "load", "B/member"], Enum.GetValues<RankKind>().Select(OfKind));
        return section;
    }

    private static async Task Compare(int count, Section section)
    {
        var rounds = new StandingRounds(count, RankKind.Ordinal);
        var bytes = rounds.BytesEach();
        using var redis = Child.Exists("redis-server") ? await RedisServer.Start() : null;
        var redisBytes = redis is null ? 0 : Load(redis, count);
        var random = new Random(1);
        (string What, double Laurel, RedisRate? Redis)[] rows =
        [
            ("set a random score + rank", rounds.SetAndRank(), redis?.Rate(Operations, commands => SetAndRank(commands, random, count))),
            ("set a random score", rounds.Set(), redis?.Rate(Operations, commands => Set(commands, random.Next(count), random))),
            ("rank", rounds.Rank(), redis?.Rate(Operations, commands => Rank(commands, random.Next(count)))),
            ($"page of {StandingRounds.RowsCount}", rounds.Page(), redis?.Rate(Operations / 10, commands => Page(commands, random.Next(count)))),
            ($"around a member, {StandingRounds.RowsCount} rows", rounds.Around(), redis?.Rate(Operations / 10, commands => Around(commands, random, count))),
            ($"histogram of {StandingRounds.RangeCount} ranges", rounds.Histogram(), redis?.Rate(Operations / 10, Histogram)),
        ];

        section.Line($"{Figure.Count(count)} members, ordinal ranks; Redis {redis?.Version().Trim() ?? "is not installed"}, pipelined over loopback. Laurel's figures are calls within the process.");
        section.Table(
            ["operation", "Laurel, /s of one core", "Redis, /s of its core", "Redis, /s", "Laurel against Redis, per core"],
            rows.Select(row => (IReadOnlyList<string>)
                [row.What, Figure.Of(row.Laurel), Of(row.Redis?.PerProcessorSecond), Of(row.Redis?.PerSecond), row.Redis is { } other ? Figure.Times(row.Laurel / other.PerProcessorSecond) : "–"]));
        section.Line($"Memory per member: {Figure.Of(bytes)} B after loading in no order, {Figure.Of(rounds.BytesEach())} B after all of this, and {Figure.Of(rounds.NameBytesEach)} B for "
            + $"the table of ids that all boards share; Redis {Figure.Of(redisBytes)} B. Loading: {Figure.Of(rounds.LoadedPerSecond)} members/s.");
        if (count != AimedMembers)
        {
            return;
        }

        section.Aims(
            new Aim($"set a score + read the rank, {Figure.Count(count)} members, one core", "1,000,000/s", "2,000,000/s", $"{Figure.Of(rows[0].Laurel)}/s"),
            new Aim("memory of a standing per member", "100 B", "60 B", $"{Figure.Of(bytes)} B"));
    }

    private static double Load(RedisServer redis, int count)
    {
        var random = new Random(1);
        var before = redis.UsedBytes();
        var member = 0;
        redis.Rate(count / 2, commands => Set(commands, member++, random));
        return (double)(redis.UsedBytes() - before) / member;
    }

    private static IReadOnlyList<string> OfKind(RankKind ranks)
    {
        var rounds = new StandingRounds(AimedMembers, ranks);
        var bytes = rounds.BytesEach();
        return [ranks.ToString().ToLowerInvariant(), Figure.Of(rounds.SetAndRank()), Figure.Of(rounds.AddAndRank()), Figure.Of(rounds.Rank()), Figure.Of(rounds.LoadedPerSecond), Figure.Of(bytes)];
    }

    private static string Of(double? rate) => rate is { } known ? Figure.Of(known) : "–";

    private static void Set(RedisCommands commands, int member, Random random) =>
        commands.Add("ZADD", Board, random.Next(StandingRounds.ScoreMax), Member(member));

    private static void Rank(RedisCommands commands, int member) => commands.Add("ZREVRANK", Board, Member(member));

    private static void SetAndRank(RedisCommands commands, Random random, int count)
    {
        var member = random.Next(count);
        Set(commands, member, random);
        Rank(commands, member);
    }

    private static void Page(RedisCommands commands, int from) => commands.Add("ZREVRANGE", Board, from, from + StandingRounds.RowsCount - 1, "WITHSCORES");

    // The second command needs the answer to the first; a pipeline cannot have it, so it starts anywhere.
    private static void Around(RedisCommands commands, Random random, int count)
    {
        Rank(commands, random.Next(count));
        Page(commands, random.Next(count));
    }

    private static void Histogram(RedisCommands commands)
    {
        const int Width = StandingRounds.ScoreMax / StandingRounds.RangeCount;
        for (var range = 0; range < StandingRounds.RangeCount; range++)
        {
            commands.Add("ZCOUNT", Board, range * Width, ((range + 1) * Width) - 1);
        }
    }

    private static RedisArgument Member(int number) => new("user-", number, HasNumber: true);
}
