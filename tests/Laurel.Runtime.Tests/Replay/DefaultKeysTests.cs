using Laurel.Runtime.Replay;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class DefaultKeysTests
{
    private static readonly EventRow Event = new(2, 1, "ada", "lessons", Instant.FromUtc(2026, 3, 1, 12, 0), 1.5m, null, null);

    [Fact]
    public void KeyOf_RowWithKey_IsThatKey() => Assert.Equal("mine", new DefaultKeys().KeyOf(Event with { Key = "mine" }));

    // The keys are in databases, so that they may never change: this one is the contract.
    [Fact]
    public void KeyOf_RowWithoutKey_IsStable() => Assert.Equal("replay:b9978373358a6e8c0561f5c8a678197c:1", new DefaultKeys().KeyOf(Event));

    [Fact]
    public void KeyOf_IdenticalRows_AreNumbered()
    {
        var keys = new DefaultKeys();
        var first = keys.KeyOf(Event);
        var second = keys.KeyOf(Event with { Line = 9, Seq = 9 });
        var other = keys.KeyOf(Event with { User = "bob" });

        Assert.EndsWith(":1", other, StringComparison.Ordinal);
        Assert.Equal(first[..^1] + "2", second);
    }

    [Fact]
    public void KeyOf_SameFileTwice_IsTheSame()
    {
        EventRow[] rows = [Event, Event, Event with { At = Event.At.Plus(Duration.FromMilliseconds(1)) }, Event with { At = Event.At.Plus(Duration.FromDays(1)) }];

        Assert.Equal(Keys(rows), Keys(rows));
        Assert.Distinct(Keys(rows));
    }

    [Fact]
    public void KeyOf_AnyPartDifferent_IsDifferent() => Assert.Distinct(Keys(
        Event,
        Event with { User = "adal" },
        Event with { User = "adalessons", Metric = "" },
        Event with { Metric = "lesson" },
        Event with { Value = -1.5m },
        Event with { Value = 15m },
        Event with { Attributes = new Dictionary<string, string> { ["a"] = "b" } },
        Event with { Attributes = new Dictionary<string, string> { ["b"] = "a" } },
        Event with { Attributes = new Dictionary<string, string> { ["ab"] = "" } },
        Event with { At = Event.At.Plus(Duration.FromMilliseconds(1)) }).Select(key => key[..^2]));

    [Fact]
    public void KeyOf_SameContentWrittenOtherwise_IsTheSame()
    {
        var one = Event with { Attributes = new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" } };
        var other = Event with { Value = 1.500m, Attributes = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" } };

        Assert.Equal(new DefaultKeys().KeyOf(one), new DefaultKeys().KeyOf(other));
    }

    [Fact]
    public void KeyOf_OlderThanTheOneBefore_IsRefused()
    {
        var keys = new DefaultKeys();
        keys.KeyOf(Event);

        Assert.Throws<ArgumentException>(() => keys.KeyOf(Event with { At = Event.At.Minus(Duration.FromMilliseconds(1)) }));
    }

    [Fact]
    public void KeyOf_TheNextUser_MayBeOlder()
    {
        var keys = new DefaultKeys();
        keys.KeyOf(Event);

        Assert.EndsWith(":1", keys.KeyOf(Event with { User = "bob", At = Event.At.Minus(Duration.FromDays(1)) }), StringComparison.Ordinal);
    }

    [Fact]
    public void KeyOf_InAnyOrder_RemembersAll()
    {
        var keys = new DefaultKeys { IsUnordered = true };
        var first = keys.KeyOf(Event);
        keys.KeyOf(Event with { User = "bob", At = Event.At.Minus(Duration.FromDays(1)) });

        Assert.Equal(first[..^1] + "2", keys.KeyOf(Event));
    }

    private static List<string> Keys(params EventRow[] rows)
    {
        var keys = new DefaultKeys();
        return [.. rows.Select(row => keys.KeyOf(row))];
    }
}
