using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Xunit;

namespace Laurel.Runtime.Tests.Leaderboards;

public sealed class StandingTests
{
    [Theory]
    [InlineData(RankKind.Ordinal, "50,20,20,10", "1,2,3,4")]
    [InlineData(RankKind.Competition, "50,20,20,10", "1,2,2,4")]
    [InlineData(RankKind.Dense, "50,20,20,10", "1,2,2,3")]
    [InlineData(RankKind.Competition, "130,120,100,30,20,20,10", "1,2,3,4,5,5,7")]
    [InlineData(RankKind.Dense, "50,50,30,30,10", "1,1,2,2,3")]
    [InlineData(RankKind.Competition, "50,50,30,30,10", "1,1,3,3,5")]
    public void Ranks_WithTies_AgreeOnListPagesAroundAndRank(RankKind kind, string values, string ranks)
    {
        Standing standing = Filled(kind, Numbers(values));
        int[] expected = Numbers(ranks);

        Assert.Equal(expected, RanksOf(standing.Page(0, 100)));
        Assert.Equal(expected, RanksOf([.. standing.Page(0, 3), .. standing.Page(3, 3), .. standing.Page(6, 3)]));
        Assert.Equal(expected, RanksOf([.. Enumerable.Range(0, expected.Length).SelectMany(member => standing.Around(member, 1))]));
        Assert.Equal(expected, Enumerable.Range(0, expected.Length).Select(member => PlaceOf(standing, member).Rank));
    }

    [Theory]
    [InlineData(0, "1,2,3")]
    [InlineData(1, "1,2,3")]
    [InlineData(2, "2,3,4")]
    [InlineData(3, "3,4,5")]
    [InlineData(4, "3,4,5")]
    public void Around_FiveEntriesWindowThree_IsCentredAndFullAtTheEdges(int member, string ranks) =>
        Assert.Equal(Numbers(ranks), RanksOf(Filled(RankKind.Ordinal, [50, 40, 30, 20, 10]).Around(member, 3)));

    [Fact]
    public void Around_EvenCount_HasTheOddRowBelow() =>
        Assert.Equal([2, 3, 4, 5], RanksOf(Filled(RankKind.Ordinal, [50, 40, 30, 20, 10]).Around(2, 4)));

    [Fact]
    public void Around_WindowLargerThanStanding_IsEverything() =>
        Assert.Equal([1, 2], RanksOf(Filled(RankKind.Ordinal, [2, 1]).Around(1, 25)));

    [Theory]
    [InlineData(RankKind.Ordinal)]
    [InlineData(RankKind.Competition)]
    [InlineData(RankKind.Dense)]
    public void Remove_Middle_ThoseBelowMoveUp(RankKind kind)
    {
        Standing standing = Filled(kind, [50, 40, 30, 20, 10]);

        Assert.True(standing.Remove(2));

        Assert.False(standing.Remove(2));
        Assert.False(standing.TryGet(2, out _));
        Assert.Empty(standing.Around(2, 3));
        Assert.Equal([1, 2, 3, 4], RanksOf(standing.Page(0, 10)));
        Assert.Equal([0, 1, 3, 4], standing.Page(0, 10).Select(place => place.Member));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Order_EqualValues_EarlierThenUserIdOrdinally(bool isAscending)
    {
        var members = new Members();
        var standing = new Standing(members, RankKind.Ordinal, isAscending);
        standing.Set(members.NumberOf("b"), 1.0m, 200);
        standing.Set(members.NumberOf("a"), 1m, 200);
        standing.Set(members.NumberOf("B"), 1.00m, 200);
        standing.Set(members.NumberOf("z"), 1m, 100);

        Assert.Equal(["z", "B", "a", "b"], standing.Page(0, 4).Select(place => members.IdOf(place.Member)));
    }

    [Fact]
    public void Set_SameUserAgain_ReplacesTheScore()
    {
        Standing standing = Filled(RankKind.Ordinal, [50, 40]);

        standing.Set(0, -0.5m, 7);

        Assert.Equal(2, standing.Count);
        Assert.Equal(new Place(0, 2, -0.5m, 7), PlaceOf(standing, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Set_ExtremeValues_KeepTheirOrder(bool isAscending)
    {
        decimal[] values = [decimal.MaxValue, 0.0000000000000000000000000001m, 0m, -1m, decimal.MinValue];
        var standing = new Standing(Numbered(values.Length), RankKind.Ordinal, isAscending);
        for (int member = 0; member < values.Length; member++)
        {
            standing.Set(member, values[member], long.MinValue);
        }

        Assert.Equal(isAscending ? values.Reverse() : values, standing.Page(0, 5).Select(place => place.Value));
        Assert.Equal(5, standing.CountInRange(decimal.MinValue, decimal.MaxValue));
    }

    [Theory]
    [InlineData(20, 50, 3)]
    [InlineData(20, 20, 2)]
    [InlineData(21, 49, 0)]
    [InlineData(50, 20, 0)]
    [InlineData(-100, 100, 4)]
    public void CountInRange_BothEnds_AreIncluded(int from, int to, int expected) =>
        Assert.Equal(expected, Filled(RankKind.Ordinal, [50, 20, 20, 10]).CountInRange(from, to));

    [Fact]
    public void Reads_EmptyStanding_AreEmpty()
    {
        Standing standing = Filled(RankKind.Dense, []);

        Assert.Equal(0, standing.Count);
        Assert.Empty(standing.Page(0, 10));
        Assert.Empty(standing.Around(0, 3));
        Assert.False(standing.TryGet(0, out _));
        Assert.Equal(0, standing.CountInRange(decimal.MinValue, decimal.MaxValue));
    }

    [Fact]
    public void Arguments_OutOfRange_AreRefused()
    {
        Standing standing = Filled(RankKind.Ordinal, [1]);

        Assert.Throws<ArgumentOutOfRangeException>(() => standing.Set(1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => standing.Set(-1, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => standing.Page(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => standing.Page(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => standing.Around(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => standing.ValueAt(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => standing.ValueAt(2));
        Assert.Empty(standing.Page(int.MaxValue, int.MaxValue));
    }

    private static Standing Filled(RankKind kind, int[] values)
    {
        var standing = new Standing(Numbered(values.Length), kind);
        for (int member = 0; member < values.Length; member++)
        {
            standing.Set(member, values[member], member);
        }

        return standing;
    }

    [Theory]
    [InlineData(RankKind.Ordinal, 0)]
    [InlineData(RankKind.Ordinal, 1)]
    [InlineData(RankKind.Competition, 1)]
    [InlineData(RankKind.Dense, 0)]
    [InlineData(RankKind.Dense, 1)]
    public void Set_SameScoreAfterTheLastOneLeft_IsTheOnlyOne(RankKind kind, int tieBreakers)
    {
        var standing = new Standing(Numbered(2), kind, tieBreakers: [.. Enumerable.Repeat(RankOrder.Ascending, tieBreakers)]);
        foreach (int member in (int[])[0, 1])
        {
            standing.Set(member, 0, 5, [.. Enumerable.Repeat<decimal?>(1, tieBreakers)]);
            Assert.Equal([new Place(member, 1, 0, 5)], standing.Page(0, 10));
            Assert.True(standing.Remove(member));
            Assert.Equal(0, standing.CountInRange(0, 0));
        }
    }

    private static Members Numbered(int count)
    {
        var members = new Members();
        for (int i = 0; i < count; i++)
        {
            members.NumberOf($"u{i}");
        }

        return members;
    }

    private static Place PlaceOf(Standing standing, int member)
    {
        Assert.True(standing.TryGet(member, out Place place));
        return place;
    }

    private static int[] Numbers(string list) => [.. list.Split(',').Select(int.Parse)];

    private static IEnumerable<int> RanksOf(Place[] places) => places.Select(place => place.Rank);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Summary_OfManyScores_IsThatOfTheList(bool isAscending)
    {
        var random = new Random(7);
        var members = new Members();
        var standing = new Standing(members, isAscending: isAscending);
        var values = new List<(decimal Value, long At)>();
        for (var i = 0; i < 2_345; i++)
        {
            // Every fifth has more decimals than the number that it is sorted by.
            values.Add((random.Next(1, 5_000) / (i % 5 == 0 ? 10_000m : 10m), random.Next(1_000)));
            standing.Set(members.NumberOf($"u{i}"), values[^1].Value, values[^1].At);
        }

        var sorted = values.Select(pair => pair.Value).Order().ToArray();
        var leaders = (isAscending ? sorted : sorted.Reverse()).Take(100).ToArray();
        var index = isAscending ? leaders[0] / leaders.Average() : leaders.Average() / leaders[0];

        var summary = StandingSummary.Of(standing, 400);

        Assert.Equal(new(2_345, values.Count(pair => pair.At >= 400), Math.Round(sorted.Sum() / 2_345, 9), sorted[1_172], decimal.Truncate(10_000 * index) / 100), summary);
    }
}
