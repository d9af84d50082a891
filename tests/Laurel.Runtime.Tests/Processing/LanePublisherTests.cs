using System.Collections.Concurrent;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Tests.Databases;
using Xunit;

namespace Laurel.Runtime.Tests.Processing;

/// <summary>The lane goes on while the disk syncs; what follows a commit waits until it is durable.</summary>
public sealed class LanePublisherTests
{
    [Fact]
    public void Commit_DiskIsBusy_PublishesInOrderOnceDurable()
    {
        using var writer = new GatedWriter();
        using var publisher = new LanePublisher(null);
        var (kept, told) = (new List<int>(), new ConcurrentQueue<int>());
        for (var i = 0; i < 100; i++)
        {
            var number = i;
            publisher.Commit(writer, () => { }, new(() => kept.Add(number), _ => told.Enqueue(number)));
        }

        // Nothing may fail before the disk goes on: whoever disposes of a publisher waits for it.
        var toldTooEarly = told.ToArray();
        writer.LetSync();
        writer.LetSync();
        publisher.Settle();
        Assert.Empty(toldTooEarly);
        Assert.Equal(Enumerable.Range(0, 100), kept);
        Assert.Equal(Enumerable.Range(0, 100), told);

        // What came during a sync shares the next one.
        Assert.InRange(writer.Syncs, 1, 2);
    }

    [Fact]
    public void Commit_SyncFails_LeavesTheOutcomeOpenAndWritesNothingAnyMore()
    {
        using var writer = new GatedWriter { Failure = new DatabaseException("io_error", "The disk is gone.") };
        using var publisher = new LanePublisher(null);
        DatabaseException? told = null;
        publisher.Commit(writer, () => { }, new(() => { }, failure => told = failure));
        writer.LetSync();
        publisher.Settle();
        Assert.Equal("outcome_unknown", told?.Code);

        var isRun = false;
        var error = Assert.Throws<DatabaseException>(() => publisher.Commit(writer, () => isRun = true, new(() => { }, _ => { })));
        Assert.Equal(("io_error", false), (error.Code, isRun));
    }
}
