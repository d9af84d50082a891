using Laurel.Runtime.Databases;
using Laurel.Tests.Databases;
using Xunit;

namespace Laurel.Runtime.Tests.Databases;

/// <summary>Whatever is written through a stage, of whatever size, ends in the tables as if it had been written there.</summary>
public sealed class SqliteStageTests : IDisposable
{
    // Bytes of rows that may wait; kept are those of a round or two. The tests write some ten times as much.
    private const long Room = 20_000;

    private readonly string folder = Directory.CreateTempSubdirectory("laurel-stage-").FullName;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1_000)]
    [InlineData(3, 20_000)]
    [InlineData(4, 10_000_000)]
    public void Transact_RandomRows_EndAsIfWrittenDirectly(int seed, long stageBytes)
    {
        using var staged = new WritableFile(Path.Combine(folder, "staged.db"), isPatient: false, stageBytes);
        using var direct = new WritableFile(Path.Combine(folder, "direct.db"), isPatient: true, stageBytes);
        staged.Write(new Random(seed));
        direct.Write(new Random(seed));
        Assert.NotEmpty(direct.Dump());
        Assert.Equal(direct.Dump(), staged.Dump());
        Assert.Equal(0, staged.Waiting());
    }

    [Fact]
    public void Transact_FullStage_GoesIntoTheTablesByAndBy()
    {
        using var file = new WritableFile(Path.Combine(folder, "staged.db"), isPatient: false, Room);
        file.Write(new Random(5));

        Assert.InRange(file.KeptBytes(), 1, 2 * Room);
    }

    [Fact]
    public void Connect_TablesThatDoNotTakeTheRows_FailsAndLaterFindsThemOnce()
    {
        using var file = new WritableFile(Path.Combine(folder, "staged.db"), isPatient: false, 10_000_000);
        file.Correct("ada", 1);
        file.Correct("bob", 2);
        file.Execute("create trigger failure before insert on corrections when new.user_id = 'bob' begin select raise(abort, 'no room'); end");
        Assert.Throws<DatabaseException>(file.Dump);
        file.Correct("ada", 3);
        Assert.Throws<DatabaseException>(file.Dump);
        file.Execute("drop trigger failure");
        Assert.Equal(3, file.Dump().Split('\n').Length);
        Assert.Equal(0, file.Waiting());
    }

    [Fact]
    public void Transact_UsersAreReadAtOnce_KeepsFewBatches()
    {
        using var file = new WritableFile(Path.Combine(folder, "staged.db"), isPatient: false, Room);
        for (var i = 0; i < 1_000; i++)
        {
            file.Correct($"user-{i % 20}", i);
            file.Read($"user-{i % 20}");
            file.Correct("ada", i);
        }

        Assert.InRange(file.KeptBytes(), 0, 2 * Room);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A file and its writer.</summary>
    private sealed class WritableFile : IDisposable
    {
        private const int Transactions = 400;

        private readonly SqliteDatabase database;
        private readonly SqliteWriter writer;

        public WritableFile(string file, bool isPatient, long stageBytes)
        {
            database = SqliteDatabase.Open(file);
            writer = new SqliteWriter(database, ProcessLock.Take(file), isPatient, stageBytes);
        }

        public void Write(Random random)
        {
            for (var i = 0; i < Transactions; i++)
            {
                var fails = random.Next(10) == 0;
                try
                {
                    writer.Transact(() => WriteSome(random, i, fails));
                }
                catch (InvalidOperationException) when (fails)
                {
                    // Rolled back on both sides.
                }
            }
        }

        private void WriteSome(Random random, int transaction, bool fails)
        {
            for (var row = 0; row < 10; row++)
            {
                var user = $"user-{random.Next(20)}";
                var key = new Guid(random.Next(1, 50), 0, 0, new byte[8]);
                switch (random.Next(8))
                {
                    case 0 or 1:
                        writer.Into(random.Next(2) == 0 ? Tables.UserStates : Tables.Users).Add(1).Add(user).Add(transaction).AddText("{}"u8).Add(1).Add((long?)user.Length).Add(0).End();
                        break;
                    case 2:
                        writer.Into(Tables.Scores).Add(1).Add(user).Add("laps").Add("2026-01-01").Add("").Add($"{transaction}").Add(row).AddNull().End();
                        break;
                    case 3:
                        writer.OutOf(Tables.Scores).Add(1).Add(user).Add("laps").Add("2026-01-01").Add("").End();
                        break;
                    case 4:
                        writer.Into(Tables.Notifications).Add(1).Add(user).Add(random.Next(5)).Add(0).Add(0).Add("type").Add($"{transaction}").Add(row).AddNull().End();
                        break;
                    case 5 when writer.Claim(new(1, user, key), transaction) && random.Next(3) == 0:
                        writer.Release(new(1, user, key));
                        break;
                    case 6 when random.Next(10) == 0:
                        writer.ConnectionOf(1, [user]).Execute("update notifications set subject = subject || '!' where user_id = @user", ("user", user));
                        break;
                    case 7 when random.Next(30) == 0:
                        writer.Connection.Execute("delete from notifications where user_id = @user", ("user", user));
                        break;
                }
            }

            if (fails)
            {
                throw new InvalidOperationException("Rolled back.");
            }
        }

        public void Correct(string user, int seq) => writer.Transact(() => writer.Into(Tables.Corrections)
            .Add(1).Add(user).Add(seq).Add(0).Add("points_awards").Add(new Guid(1, 0, 0, new byte[8])).Add("{}").AddNull().End());

        public void Read(string user) => database.ConnectFor(1, [user]).Dispose();

        public void Execute(string sql)
        {
            using var connection = database.ConnectSqlite();
            connection.Execute(sql);
        }

        public long Waiting()
        {
            using var connection = database.ConnectSqlite();
            return connection.SelectLong("select count(*) from staged_batches") ?? 0;
        }

        public long KeptBytes()
        {
            using var connection = database.ConnectSqlite();
            return connection.SelectLong("select sum(length(rows)) from staged_batches") ?? 0;
        }

        public string Dump()
        {
            using var connection = database.Connect();
            return string.Join('\n', new[] { "users", "scores", "notifications", "idempotency_keys", "corrections" }
                .SelectMany(table => connection.Rows($"select * from {table} order by space_id, user_id, 3, 4").Select(row => $"{table} {string.Join('|', row)}")));
        }

        public void Dispose()
        {
            writer.Dispose();
            database.Dispose();
        }
    }
}
