using Laurel.Runtime.Processing;
using Xunit;

namespace Laurel.Runtime.Tests.Processing;

public sealed class InboxTests
{
    private static readonly Func<int, int> Size = item => item;

    [Fact]
    public void Take_WhenSeveralWait_MovesTheFirstUpToTheSize()
    {
        var inbox = new Inbox<int>(10);
        foreach (var item in new[] { 2, 0, 3, 4, 1 })
        {
            inbox.Add(item);
        }

        var taken = new List<int>();
        Assert.True(inbox.Take(taken, Size, 5));
        Assert.Equal([2, 0, 3], taken);
        Assert.Equal(2, inbox.Count);
        taken.Clear();
        Assert.True(inbox.Take(taken, Size, 1));
        Assert.Equal([4], taken);
    }

    [Fact]
    public void Take_WhenNothingComes_GivesUpAfterItsPatience()
    {
        var taken = new List<int>();
        Assert.False(new Inbox<int>(1).Take(taken, Size, 1, patienceMs: 1));
        Assert.Empty(taken);
    }

    [Fact]
    public async Task Take_Asleep_IsWokenByWhatComes()
    {
        var inbox = new Inbox<int>(10);
        var taken = new List<int>();
        var taking = Task.Run(() => inbox.Take(taken, Size, 1), TestContext.Current.CancellationToken);
        inbox.Add(7);
        Assert.True(await taking.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.Equal([7], taken);
    }

    [Fact]
    public async Task Add_WhenFull_WaitsForRoom()
    {
        var inbox = new Inbox<int>(100);
        var senders = Enumerable.Range(0, 4).Select(sender => Task.Run(
            () =>
            {
                for (var i = 0; i < 2_000; i++)
                {
                    inbox.Add((sender * 2_000) + i);
                }
            },
            TestContext.Current.CancellationToken)).ToList();
        var taken = new List<int>();
        var most = 0;
        while (taken.Count < 8_000)
        {
            most = Math.Max(most, inbox.Count);
            Assert.True(inbox.Take(taken, _ => 1, 30, patienceMs: 60_000));
        }

        await Task.WhenAll(senders);
        Assert.InRange(most, 1, 100);
        for (var sender = 0; sender < 4; sender++)
        {
            Assert.Equal(Enumerable.Range(sender * 2_000, 2_000), taken.Where(item => item / 2_000 == sender));
        }
    }

    [Fact]
    public void Close_HandsOutWhatWaits_AndTakesNothingIn()
    {
        var inbox = new Inbox<int>(10);
        inbox.Add(1);
        inbox.Close();
        Assert.True(inbox.IsClosed);
        Assert.Throws<InvalidOperationException>(() => inbox.Add(2));
        var taken = new List<int>();
        Assert.True(inbox.Take(taken, Size, 9));
        Assert.Equal([1], taken);
        Assert.False(inbox.Take(taken, Size, 9));
    }

    [Fact]
    public async Task Close_WakesWhoSleepsAndWhoWaitsForRoom()
    {
        var empty = new Inbox<int>(1);
        var taking = Task.Run(() => empty.Take([], Size, 1), TestContext.Current.CancellationToken);
        empty.Close();
        Assert.False(await taking.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));

        var full = new Inbox<int>(1);
        full.Add(1);
        var adding = Task.Run(() => full.Add(2), TestContext.Current.CancellationToken);
        full.Close();
        await Assert.ThrowsAsync<InvalidOperationException>(() => adding.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }
}
