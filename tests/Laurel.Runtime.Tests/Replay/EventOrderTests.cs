using Laurel.Runtime.Replay;
using NodaTime;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class EventOrderTests
{
    [Fact]
    public void InOrder_RowsInOrder_KeepsThem()
    {
        var order = Order(Row(2, 10), Row(3, 10), Row(4, 20));

        Assert.Equal([2L, 3L, 4L], Lines(order));
        Assert.Equal((3, 0), (order.Count, order.EarlierCount));
    }

    [Fact]
    public void InOrder_LateRows_ComeAtTheirInstant()
    {
        var order = Order(Row(2, 20), Row(3, 10), Row(4, 30), Row(5, 15));

        Assert.Equal([3L, 5L, 2L, 4L], Lines(order));
        Assert.Equal(2, order.EarlierCount);
    }

    [Fact]
    public void InOrder_SameInstant_GoesBySequence() => Assert.Equal([4L, 2L, 3L], Lines(Order(Row(2, 10, 7), Row(3, 10, 8), Row(4, 10, 1))));

    [Fact]
    public void InOrder_SameInstantWithoutSequence_GoesByLine() => Assert.Equal([3L, 2L, 4L], Lines(Order(Row(2, 10, 3), Row(3, 10, 1), Row(4, 10))));

    [Fact]
    public void InOrder_SameInstantAndSequence_KeepsTheOrderAdded() =>
        Assert.Equal([2L, 9L, 5L, 4L], Lines(Order(Row(9, 10, 1), Row(5, 10, 1), Row(4, 10, 1), Row(2, 5, 9))));

    [Fact]
    public void InOrder_SeveralUsers_GoesUserByUser()
    {
        var order = Order(Row(2, 10, user: "b"), Row(3, 20, user: "a"), Row(4, 5, user: "b"), Row(5, 30, user: "C"), Row(6, 20, user: "a"));

        Assert.Equal([5L, 3L, 6L, 4L, 2L], Lines(order));
        Assert.Equal(2, order.EarlierCount);
    }

    [Fact]
    public void InOrder_Nothing_GivesNothing() => Assert.Empty(new EventOrder().InOrder());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void InOrder_ManyRandomRows_EqualsAStableSort(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(2, 150_000).Select(line => Row(line, random.Next(5_000), random.Next(3) == 0 ? null : random.Next(10), $"user-{random.Next(300)}")).ToArray();

        var expected = rows.OrderBy(row => row.User, StringComparer.Ordinal).ThenBy(row => row.At).ThenBy(row => row.Seq ?? row.Line).Select(row => row.Line);

        Assert.Equal(expected, Lines(Order(rows)));
    }

    private static IEnumerable<long> Lines(EventOrder order) => order.InOrder().Select(row => row.Line);

    private static EventOrder Order(params EventRow[] rows)
    {
        var order = new EventOrder();
        foreach (var row in rows)
        {
            order.Add(row);
        }

        return order;
    }

    private static EventRow Row(long line, int second, long? seq = null, string user = "a") => new(line, seq, user, "m", Instant.FromUnixTimeSeconds(second), 1, null, null);
}
