using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Metrics;
using Xunit;

namespace Laurel.Core.Tests;

public sealed class ValueTests
{
    [Fact]
    public void ValueList_SameItems_AreEqual()
    {
        ValueList<string> list = ["a", "b"];
        Assert.Equal(list, ["a", "b"]);
        Assert.Equal(list.GetHashCode(), ((ValueList<string>)["a", "b"]).GetHashCode());
        Assert.NotEqual(list, ["b", "a"]);
        Assert.Equal(["a", "b", "c"], list.Append("c"));
        Assert.Equal(["a", "x"], list.With(1, "x"));
        Assert.Equal(["a", "b"], list);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(16)]
    [InlineData(17)]
    public void PieceList_SameItems_AreEqual(int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        PieceList<int> list = [.. items];
        Assert.Equal(count, list.Count);
        Assert.Equal(items, list);
        Assert.All(items, index => Assert.Equal(index, list[index]));
        Assert.True(list.Equals([.. items]));
        Assert.Equal(list.GetHashCode(), ((PieceList<int>)[.. items]).GetHashCode());
        Assert.False(list.Equals([.. items, 0]));
        Assert.False(count > 1 && list.Equals([.. items.Reverse()]));
    }

    [Fact]
    public void AttributeSet_OrderOfKeys_DoesNotMatter()
    {
        var set = AttributeSet.Of([new("b", "2"), new("a", "1"), new("b", "3")]);
        Assert.Equal(AttributeSet.Of([new("a", "1"), new("b", "3")]), set);
        Assert.Equal(AttributeSet.Of([new("b", "3"), new("c", "4")]), set.With([new("a", null), new("c", "4")]));
        Assert.Null(set.Find("c"));
    }

    [Theory]
    [InlineData("a", "x", "a=x b=2 d=4")]
    [InlineData("b", "3", "b=3 d=4")]
    [InlineData("c", "x", "b=2 c=x d=4")]
    [InlineData("e", "x", "b=2 d=4 e=x")]
    [InlineData("d", null, "b=2")]
    [InlineData("c", null, "b=2 d=4")]
    public void AttributeSet_With_KeepsTheOrderOfKeys(string key, string? value, string expected)
    {
        var set = AttributeSet.Of([new("d", "4"), new("b", "2")]).With([new(key, value)]);
        Assert.Equal(expected, string.Join(' ', set.Values.ToArray().Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Theory]
    [InlineData("a", "1", true)]
    [InlineData("a", "2", false)]
    [InlineData("c", "", false)]
    [InlineData("b", "", true)]
    public void AttributeSet_Matches_OnlyWhatIsPresent(string key, string value, bool expected) =>
        Assert.Equal(expected, AttributeSet.Of([new("a", "1"), new("b", "")]).Matches(Make.Filter((key, value))));

    [Fact]
    public void AttributeSet_EmptyFilter_MatchesEverything() => Assert.True(AttributeSet.Empty.Matches([]));

    [Fact]
    public void Change_Default_LeavesAlone()
    {
        Assert.Equal("old", default(Change<string?>).Or("old"));
        Assert.Null(new Change<string?>(null).Or("old"));
    }

    [Fact]
    public void FactId_IsStable()
    {
        var id = FactId.Of(new InputId(new Guid("0198c0de-0000-7000-8000-000000000001")));
        Assert.Equal(new FactId(0x0198c0de00007000, 0x8000000000000001), id);
        Assert.Equal(id.Then(1), id.Then(1));
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(i => id.Then((ulong)i)).Distinct().Count());
        Assert.NotEqual(id.Then(1).Then(2), id.Then(2).Then(1));
        Assert.Equal(0x9f86d081884c7d65UL, FactId.Seed("test"));
        Assert.Equal(8, id.Then(1).ToGuid().Version);
    }

    [Fact]
    public void Group_ValuesInOrder_ComeBack()
    {
        Assert.Equal(["Rome", "pro"], Group.Of(["Rome", "pro"]).Values);
        Assert.Equal([], Group.All.Values);
    }

    [Fact]
    public void Counter_KeysOfDifferentFilters_Differ() =>
        Assert.NotEqual(Counter.KeyOf("m", Make.Filter(("a", "1&b=2"))), Counter.KeyOf("m", Make.Filter(("a", "1"), ("b", "2"))));

    [Theory]
    [InlineData("2011-12-30", "Pacific/Apia", "2011-12-30T10:00Z")]
    [InlineData("2011-12-31", "Pacific/Apia", "2011-12-30T10:00Z")]
    [InlineData("2026-04-24", "Africa/Cairo", "2026-04-23T22:00Z")]
    [InlineData("2026-03-29", "Asia/Beirut", "2026-03-28T22:00Z")]
    [InlineData("2026-10-25", "Europe/Berlin", "2026-10-24T22:00Z")]
    [InlineData("2006-10-29", "America/St_Johns", "2006-10-29T02:30Z")]
    [InlineData("2026-04-05", "Australia/Lord_Howe", "2026-04-04T13:00Z")]
    public void Calendar_StartOf_IsTheFirstInstantOfTheDate(string date, string zone, string at) =>
        Assert.Equal(Make.At(at), Calendar.StartOf(Make.Date(date), Calendar.Zone(zone) ?? throw new InvalidOperationException(zone)));

    [Theory]
    [InlineData(null, true)]
    [InlineData("Europe/Berlin", true)]
    [InlineData("Europe/Atlantis", false)]
    [InlineData("", false)]
    public void Calendar_Zone_KnowsIanaIds(string? id, bool isKnown) => Assert.Equal(isKnown, Calendar.Zone(id) is not null);
}
