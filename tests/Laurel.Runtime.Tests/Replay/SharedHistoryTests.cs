using System.Diagnostics;
using System.Globalization;
using Laurel.Runtime.Replay;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

/// <summary>The readers over real histories.</summary>
public sealed class SharedHistoryTests(ITestOutputHelper output)
{
    [Fact]
    public void Read_LearningOulad_GivesEveryClick()
    {
        var watch = Stopwatch.StartNew();
        var (count, sum) = (0, 0m);
        foreach (var row in Open("data/learning-oulad/events.csv.gz"))
        {
            count++;
            sum += row.Row.Value;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count / watch.Elapsed.TotalSeconds:N0} rows/s"));
        Assert.Equal((1_048_575, 3_516_339m), (count, sum));
    }

    [Fact]
    public void Read_GitJellyfin_GivesTheExpectedTotals()
    {
        var path = SharedFolder.FindOrSkip("data/git-jellyfin/expected_totals.csv");
        var expected = File.ReadLines(path).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0], cells => decimal.Parse(cells[2], CultureInfo.InvariantCulture));

        var rows = Open("data/git-jellyfin/events.csv.gz").Select(row => row.Row).ToList();

        Assert.Equal(29_802, rows.Count);
        Assert.Equal(expected.Values.Sum(), rows.Sum(row => row.Value));
        Assert.Equal(expected, rows.GroupBy(row => row.User).ToDictionary(group => group.Key, group => group.Sum(row => row.Value)));
    }

    [Fact]
    public void InOrder_GitJellyfin_SortsTheLateEvents()
    {
        var order = new EventOrder();
        foreach (var row in Open("data/git-jellyfin/events.csv.gz"))
        {
            order.Add(row.Row);
        }

        var sorted = order.InOrder().Select(row => (row.User, row.At, row.Seq)).ToList();

        Assert.Equal(2_701, order.EarlierCount);
        Assert.Equal(29_802, sorted.Count);
        Assert.All(sorted.Zip(sorted.Skip(1)), pair => Assert.True(string.CompareOrdinal(pair.First.User, pair.Second.User) is var order and not 0 ? order < 0 : pair.First.CompareTo(pair.Second) < 0));
    }

    [Fact]
    public void Read_GitJellyfinUsers_IgnoresWhatItDoesNotKnow()
    {
        using var source = File.OpenRead(SharedFolder.FindOrSkip("data/git-jellyfin/users.csv.gz"));
        var file = new UsersFile(source);

        var rows = file.Read().Select(row => row.Row).ToList();

        Assert.Equal(1_847, rows.Count);
        Assert.All(rows, row => Assert.NotNull(row.TimeZone));
        Assert.Equal(["tz_match", "commits", "distinct_offsets"], file.IgnoredColumns);
    }

    [Fact]
    public void Read_AdventOfCode_GivesEveryEventWithItsAttributes()
    {
        var boards = Open("data/leaderboard-aoc/events.csv.gz").Select(row => row.Row).ToList();

        Assert.Equal(5_001, boards.Count);
        Assert.All(boards, row => Assert.True(row.Attributes?.ContainsKey("day")));
        Assert.Equal(50_000, Open("data/leaderboard-aoc/global_events.csv.gz").Count(row => row.Problem is null));
    }

    private static IEnumerable<FileRow<EventRow>> Open(string relative)
    {
        using var source = File.OpenRead(SharedFolder.FindOrSkip(relative));
        foreach (var row in new EventsFile(source).Read())
        {
            yield return row;
        }
    }
}
