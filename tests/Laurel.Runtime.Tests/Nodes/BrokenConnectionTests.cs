using System.Data.Common;
using Laurel.Core.Inputs;
using Laurel.Core.Points;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Runtime.Spaces;
using Laurel.Tests.Databases;
using Xunit;

namespace Laurel.Runtime.Tests.Nodes;

/// <summary>Connections that break at chosen moments of a batch: every input is applied once, and answered so.</summary>
public sealed class BrokenConnectionTests : IDisposable
{
    private const string BatchesLock = "(x'4C4102'::bigint << 32) + 1";
    private const string ChangesLock = "x'4C4103'::bigint << 32";

    // More rows than this go by COPY.
    private const int ManyUsers = 1_500;

    private readonly string direct = TestDatabase.Cluster.NewDatabase();
    private readonly PostgresProxy proxy;
    private readonly Node node;
    private readonly Database database;
    private int breaksLeft = 1;

    public BrokenConnectionTests()
    {
        proxy = new PostgresProxy(direct);
        node = new Node(proxy.Text);
        database = Database.Open(direct);
    }

    [Fact]
    public async Task Batch_KilledBefore_IsAppliedOnce()
    {
        await Begin();
        database.Number($"select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

        await AssertSteps(1);
    }

    [Theory]
    [InlineData(BatchesLock, 1)]
    [InlineData(BatchesLock, ManyUsers)]
    [InlineData(ChangesLock, 1)]
    [InlineData(ChangesLock, ManyUsers)]
    public async Task Batch_KilledBeforeItsCommit_IsAppliedOnce(string awaited, int users)
    {
        await Begin();
        using var holder = database.Connect();
        holder.Execute($"select pg_advisory_lock({awaited})");
        var steps = Steps(users);
        var waiting = await Waiting();
        database.Number($"select count(pg_terminate_backend(pid)) from unnest(array[{string.Join(',', waiting)}]) as pid");
        holder.Execute($"select pg_advisory_unlock({awaited})");

        await AssertSteps(users, steps);
    }

    [Theory]
    [InlineData(Fate.CutBefore, 1)]
    [InlineData(Fate.CutBefore, ManyUsers)]
    [InlineData(Fate.LoseAnswer, 1)]
    [InlineData(Fate.LoseAnswer, ManyUsers)]
    public async Task Commit_BrokenBeforeOrAfterTheServerMadeIt_IsAppliedOnce(Fate fate, int users)
    {
        await Begin();
        proxy.FateOf = sql => IsCommitToBreak(sql) ? fate : Fate.Pass;

        await AssertSteps(users);
        Assert.True(breaksLeft < 0, "No commit was broken.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(ManyUsers)]
    public async Task Commit_StillRunningWhenItsOutcomeIsAskedFor_IsAppliedOnce(int users)
    {
        await Begin();
        using var holder = database.Connect();
        holder.Execute($"select pg_advisory_lock({ChangesLock})");
        var isAskedFor = new TaskCompletionSource();
        proxy.FateOf = sql =>
        {
            if (sql.Contains("pg_xact_status", StringComparison.Ordinal))
            {
                isAskedFor.TrySetResult();
            }

            return IsCommitToBreak(sql) ? Fate.CutWhileRunning : Fate.Pass;
        };
        var steps = Steps(users);
        await isAskedFor.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        holder.Execute($"select pg_advisory_unlock({ChangesLock})");

        await AssertSteps(users, steps);
    }

    [Theory]
    [InlineData(Fate.CutBefore)]
    [InlineData(Fate.LoseAnswer)]
    public async Task Commit_BrokenAndTheServerStaysAway_IsUnknownAndAppliedOnceUnderItsKey(Fate fate)
    {
        await Begin();
        proxy.FateOf = sql =>
        {
            if (sql.Contains("pg_xact_status", StringComparison.Ordinal))
            {
                proxy.Cut();
            }

            return IsCommitToBreak(sql) ? fate : Fate.Pass;
        };
        var answer = Assert.IsType<Answer.Failed>(await node.Step("u0", "key"));
        Assert.True(answer.IsOutcomeUnknown);

        proxy.FateOf = _ => Fate.Pass;
        proxy.Mend();
        Assert.Equal(fate == Fate.LoseAnswer, await node.Step("u0", "key") is Answer.Replayed);
        AssertStored(1);
    }

    [Fact]
    public async Task Commit_BrokenAfterOneThatNobodyLearnedOf_IsNotTakenForThatOne()
    {
        await Begin();
        proxy.FateOf = sql =>
        {
            if (sql.Contains("pg_xact_status", StringComparison.Ordinal))
            {
                proxy.Cut();
            }

            return IsCommitToBreak(sql) ? Fate.LoseAnswer : Fate.Pass;
        };
        Assert.True(Assert.IsType<Answer.Failed>(await node.Step("u0", "key")).IsOutcomeUnknown);
        breaksLeft = 1;
        proxy.FateOf = sql => IsCommitToBreak(sql) ? Fate.CutBefore : Fate.Pass;
        proxy.Mend();

        Assert.IsType<Answer.Accepted>(await node.Step("u0"));
        AssertStored(1, times: 2);
    }

    [Fact]
    public async Task Rulebook_OfAnotherNode_LookedForInVain_IsLookedForAgain()
    {
        await Begin();
        using var other = new Node(direct);
        using var isOver = new ManualResetEventSlim();
        proxy.FateOf = sql =>
        {
            if (sql == "select space_id, epoch from spaces")
            {
                // The follower, which would notice by itself after a while.
                isOver.Wait(TimeSpan.FromMinutes(1));
            }

            return sql.Contains("from webhook_endpoints", StringComparison.Ordinal) && Interlocked.Decrement(ref breaksLeft) >= 0 ? Fate.CutBefore : Fate.Pass;
        };
        await other.Apply(Node.Rules.Replace("points: 10", "points: 20", StringComparison.Ordinal));
        var answer = await node.Step("u0");
        isOver.Set();

        Assert.True(breaksLeft < 0, "Nobody looked.");
        Assert.Equal(20, Assert.IsType<Answer.Accepted>(answer).Facts.OfType<PointsAwarded>().Single().Amount);
    }

    [Fact]
    public async Task Transaction_ItsConnectionBrokenInTheMiddle_DoesNotGoOnOverAnotherOne()
    {
        await Begin();
        using var writer = database.OpenWriter();
        var error = Assert.Throws<DatabaseException>(() => writer.Transact(() =>
        {
            writer.Connection.Execute("delete from leases");
            database.Number($"select count(pg_terminate_backend({writer.Connection.Number("select pg_backend_pid()")}))");
            Assert.ThrowsAny<DbException>(() => writer.Connection.Execute("select 1"));
            writer.Connection.Execute("insert into leases (name, holder, token, expires_at) values ('half', 'nobody', 1, 0)");
        }));
        Assert.Equal("database_unreachable", error.Code);
        Assert.Equal(0, database.Number("select count(*) from leases where name = 'half'"));

        writer.Transact(() => writer.Connection.Execute("insert into leases (name, holder, token, expires_at) values ('whole', 'nobody', 1, 0)"));
        Assert.Equal(1, database.Number("select count(*) from leases where name = 'whole'"));
    }

    [Fact]
    public async Task Transaction_RowsLeftAfterItsConnectionBroke_AreNotStored()
    {
        await Begin();
        using var writer = database.OpenWriter();
        var error = Assert.Throws<DatabaseException>(() => writer.Transact(() =>
        {
            database.Number($"select count(pg_terminate_backend({writer.Connection.Number("select pg_backend_pid()")}))");
            Assert.ThrowsAny<DbException>(() => writer.Connection.Execute("select 1"));
            Assert.True(writer.Claim(new(1, "ada", Guid.NewGuid()), 1));
        }));

        Assert.Equal("database_unreachable", error.Code);
        Assert.Equal(0, database.Number("select count(*) from idempotency_keys"));
    }

    public void Dispose()
    {
        proxy.Mend();
        node.Dispose();
        database.Dispose();
        proxy.Dispose();
    }

    // Every lane has met its first batch.
    private async Task Begin()
    {
        await node.Apply(Node.Rules);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 20).Select(i => node.Step($"other{i}"))), answer => Assert.IsType<Answer.Accepted>(answer));
    }

    private bool IsCommitToBreak(string sql) => sql == "commit" && Interlocked.Decrement(ref breaksLeft) >= 0;

    private Task<IReadOnlyList<Answer>> Steps(int users) => node.Engine.Submit([.. Enumerable.Range(0, users)
        .Select(i => new Submission(Space.Default, new MetricEvent(InputIds.New(Node.Now), $"u{i}", Node.Now, "steps", 1), IsKeyed: false, AtArrival: true))]);

    private async Task AssertSteps(int users, Task<IReadOnlyList<Answer>>? steps = null)
    {
        Assert.All(await (steps ?? Steps(users)), answer => Assert.IsType<Answer.Accepted>(answer));
        Assert.All(await Steps(users), answer => Assert.IsType<Answer.Accepted>(answer));
        AssertStored(users, times: 2);
        using var fresh = new Node(direct);
        Assert.Equal(fresh.Board(), node.Board());
    }

    private void AssertStored(int users, int times = 1)
    {
        Assert.Equal(users * times, database.Number("select count(*) from journal where user_id like 'u%'"));
        Assert.Equal(users * times * 10, database.Number("select sum(amount) from points_awards where user_id like 'u%'"));
        Assert.Equal(users, database.Number($"select count(*) from scores where leaderboard = 'all' and user_id like 'u%' and value = '{times}'"));
        Assert.Equal(users, database.Number($"select count(*) from users where user_id like 'u%' and seq = {times}"));
    }

    // The processes of the server that wait for an advisory lock.
    private async Task<IReadOnlyList<long>> Waiting()
    {
        var waiting = "";
        await Wait.Until(() => (waiting = database.Text("select pid from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())")).Length > 0);
        return [.. waiting.Split(',').Select(long.Parse)];
    }
}
