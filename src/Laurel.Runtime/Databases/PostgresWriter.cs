using System.Data;
using System.Data.Common;
using Laurel.Runtime.Users;
using Npgsql;
using NpgsqlTypes;

namespace Laurel.Runtime.Databases;

/// <summary>
/// One of the connections that write. Rows wait in memory and go with the commit, in as few round trips as possible. A connection
/// that broke is opened again by the next transaction.
/// </summary>
internal sealed class PostgresWriter(PostgresDatabase database, int idleSecondsMax) : DatabaseWriter
{
    // 0.1 + 0.2 + … + 3.2 seconds.
    private const int QuestionsMax = 6;

    // They were looked up while their users were held: one that is there after all means that something went wrong.
    private static readonly Table ClaimedKeys = Tables.IdempotencyKeys with { OnConflict = OnConflict.Fail, StatementName = "claimed keys" };

    private readonly Dictionary<string, PostgresRows> tables = new(StringComparer.Ordinal);
    private readonly HashSet<InputKey> knownKeys = [];
    private readonly Dictionary<InputKey, long> claims = [];
    private readonly CopyBytes copyBytes = new();
    private NpgsqlConnection? open;
    private bool hasBegun;
    private string? transactionId;
    private byte[]? announcement;
    private long? position;

    // In the change feed. What a row of its own decides must be about this commit: after one whose outcome stayed unknown, it has another name.
    private string id = NewId();

    // Of the latest row in the change feed that is known to be this writer's.
    private long lastPosition;

    public override DbConnection Connection
    {
        get
        {
            Begin();
            Flush();
            return Open();
        }
    }

    /// <summary>Where nodes hear of changes.</summary>
    public const string Channel = "laurel_changes";

    internal override string Id => id;

    internal override long? Position => position;

    internal override void Announce(byte[] change) => announcement = change;

    internal override bool IsShared => true;

    public override TableRows Into(Table table) => Rows(table).Begin(deleting: false);

    public override TableRows OutOf(Table table) => Rows(table).Begin(deleting: true);

    public override bool Claim(InputKey key, long seq) => !knownKeys.Contains(key) && claims.TryAdd(key, seq);

    public override void Release(InputKey key)
    {
        // It may have gone to the server already.
        if (!claims.Remove(key) && knownKeys.Remove(key))
        {
            OutOf(Tables.IdempotencyKeys).Add(key.Space).Add(key.User).Add(key.Input).End();
        }
    }

    internal override BatchStart Start(IReadOnlyCollection<UserKey> users, IReadOnlyCollection<InputKey> keys)
    {
        // In the order of their keys, so that two batches with the same users wait for each other only once.
        var held = users.OrderBy(user => user.Space).ThenBy(user => user.User, StringComparer.Ordinal).ToList();
        var spaces = held.Select(user => user.Space).Distinct().ToArray();
        using var batch = new NpgsqlBatch(Open());
        batch.BatchCommands.Add(new("begin"));
        foreach (var space in spaces)
        {
            batch.BatchCommands.Add(Command("select pg_advisory_xact_lock_shared($1)", (NpgsqlDbType.Bigint, PostgresLocks.Batches(space))));
        }

        batch.BatchCommands.Add(Command("select space_id, epoch, pg_current_xact_id()::text from spaces where space_id = any($1)", (NpgsqlDbType.Array | NpgsqlDbType.Integer, spaces)));
        batch.BatchCommands.Add(Command(
            $"""
            insert into user_versions as v (space_id, user_id, version) select s, u, {database.NowSql} << 20 from unnest($1, $2) as n(s, u)
            on conflict (space_id, user_id) do update set version = v.version + 1
            returning space_id, user_id, version
            """,
            (NpgsqlDbType.Array | NpgsqlDbType.Integer, held.Select(user => user.Space).ToArray()),
            (NpgsqlDbType.Array | NpgsqlDbType.Text, held.Select(user => user.User).ToArray())));
        if (keys.Count > 0)
        {
            batch.BatchCommands.Add(Command(
                """
                select k.space_id, k.user_id, k.input_id from idempotency_keys as k
                join unnest($1, $2, $3) as n(s, u, i) on k.space_id = s and k.user_id = u and k.input_id = i
                """,
                (NpgsqlDbType.Array | NpgsqlDbType.Integer, keys.Select(key => key.Space).ToArray()),
                (NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.User).ToArray()),
                (NpgsqlDbType.Array | NpgsqlDbType.Bytea, keys.Select(key => key.Input.ToByteArray(bigEndian: true)).ToArray())));
        }

        hasBegun = true;
        return Read(batch, spaces.Length);
    }

    /// <summary>Nothing to do: the server's commit is durable.</summary>
    public override void Sync()
    {
    }

    internal override void StartAlone(int space) => PostgresLocks.TakeAlone(Connection, space);

    public override void Transact(Action work)
    {
        var isCommitting = false;
        position = null;
        try
        {
            work();
            Begin();
            Open();
            isCommitting = true;
            Commit();
            lastPosition = position ?? lastPosition;
        }
        catch (Exception error) when (error is NpgsqlException || IsBroken)
        {
            // What ends the connection may come just after the commit; only an error within the transaction says that there was none.
            var isUnknown = isCommitting && error is not PostgresException { InvariantSeverity: "ERROR" };
            Rollback();
            if (isUnknown && WasCommitted(error))
            {
                return;
            }

            throw PostgresErrors.Of(error as NpgsqlException ?? PostgresErrors.Broken(error));
        }
        catch
        {
            Rollback();
            throw;
        }
        finally
        {
            Forget();
        }
    }

    public override void Dispose() => open?.Dispose();

    private BatchStart Read(NpgsqlBatch batch, int spaces)
    {
        var (epochs, versions) = (new Dictionary<int, long>(), new Dictionary<UserKey, long>());
        using var reader = batch.ExecuteReader();
        for (var i = 0; i < spaces; i++)
        {
            reader.NextResult();
        }

        while (reader.Read())
        {
            epochs.Add(reader.GetInt32(0), reader.GetInt64(1));
            transactionId = reader.GetString(2);
        }

        reader.NextResult();
        while (reader.Read())
        {
            versions.Add(new(reader.GetInt32(0), reader.GetString(1)), reader.GetInt64(2));
        }

        reader.NextResult();
        while (reader.Read())
        {
            knownKeys.Add(new(reader.GetInt32(0), reader.GetString(1), new Guid(reader.GetFieldValue<byte[]>(2), bigEndian: true)));
        }

        return new(epochs, versions);
    }

    private void Begin()
    {
        if (!hasBegun)
        {
            var connection = Open();
            hasBegun = true;
            connection.Execute("begin");
        }
    }

    // Whatever was written so far goes to the server.
    private void Flush()
    {
        using var batch = Pending();
        if (batch.BatchCommands.Count > 0)
        {
            batch.ExecuteNonQuery();
        }
    }

    private void Commit()
    {
        using var batch = Pending();
        if (announcement is null)
        {
            batch.BatchCommands.Add(new("commit"));
            batch.ExecuteNonQuery();
            return;
        }

        // From the lock to the commit in one round trip: others wait for the disk, not for the network.
        batch.BatchCommands.Add(Command("select pg_advisory_xact_lock($1)", (NpgsqlDbType.Bigint, PostgresLocks.Changes)));
        batch.BatchCommands.Add(Command(
            $"""
            insert into changes (position, at, node, space_id, body)
            select coalesce(max(position), 0) + 1, {database.NowSql}, $1, 0, $2 from changes
            returning position
            """,
            (NpgsqlDbType.Text, Id), (NpgsqlDbType.Bytea, announcement)));
        batch.BatchCommands.Add(new($"notify {Channel}"));
        batch.BatchCommands.Add(new("commit"));
        using var reader = batch.ExecuteReader();
        do
        {
            // Of all these statements, only the announcement's returns a number.
            while (reader.Read())
            {
                position = reader.FieldCount == 1 && reader.GetFieldType(0) == typeof(long) ? reader.GetInt64(0) : position;
            }
        }
        while (reader.NextResult());
    }

    private NpgsqlBatch Pending()
    {
        foreach (var (key, seq) in claims)
        {
            Into(ClaimedKeys).Add(key.Space).Add(key.User).Add(key.Input).Add(seq).End();
        }

        knownKeys.UnionWith(claims.Keys);
        claims.Clear();
        var batch = new NpgsqlBatch(Open());
        var waiting = tables.Values.Where(rows => !rows.IsEmpty).ToList();
        foreach (var rows in waiting.Where(rows => rows.IsForCopy))
        {
            rows.Copy(Open(), copyBytes);
            rows.Clear();
        }

        Add(waiting, rows => rows.Deletes());
        Add(waiting, rows => rows.Inserts());
        waiting.ForEach(rows => rows.Clear());
        return batch;

        void Add(List<PostgresRows> all, Func<PostgresRows, NpgsqlBatchCommand?> command)
        {
            foreach (var one in all.Where(rows => !rows.IsEmpty).Select(command).OfType<NpgsqlBatchCommand>())
            {
                batch.BatchCommands.Add(one);
            }
        }
    }

    private PostgresRows Rows(Table table)
    {
        if (!tables.TryGetValue(table.StatementName, out var rows))
        {
            rows = new PostgresRows(table, database.ColumnsOf(table));
            tables.Add(table.StatementName, rows);
        }

        return rows;
    }

    // Whatever is thrown over a connection that broke meanwhile says that the server went away: a stream of rows has errors of its own.
    private bool IsBroken => hasBegun && open is { State: not ConnectionState.Open };

    // A transaction ends with its connection: what is left of it must not go on over another one, without its locks.
    private NpgsqlConnection Open()
    {
        if (IsBroken)
        {
            throw PostgresErrors.Broken();
        }

        if (open is { State: not ConnectionState.Open })
        {
            open.Dispose();
            open = null;
        }

        return open ??= Connect();
    }

    // A node that is frozen holds users and waits for nobody to wake it: then the server ends its transaction.
    private NpgsqlConnection Connect()
    {
        var connection = database.ConnectPostgres();
        connection.Execute($"set idle_in_transaction_session_timeout = '{idleSecondsMax}s'");
        return connection;
    }

    private void Rollback()
    {
        if (open is null || !hasBegun)
        {
            return;
        }

        try
        {
            open.Execute("rollback");
        }
        catch (Exception)
        {
            // The server went away, or the connection is of no use: with it goes the transaction.
            open.Dispose();
            open = null;
        }
    }

    private void Forget()
    {
        foreach (var rows in tables.Values)
        {
            rows.Clear();
        }

        knownKeys.Clear();
        claims.Clear();
        hasBegun = false;
        transactionId = null;
        announcement = null;
    }

    // A batch that changed anything left its row in the change feed: once the server is back and the transaction is over, that row tells.
    // The transaction's number alone does not: a crash may swallow a transaction whole and give its number to another one.
    private bool WasCommitted(Exception error)
    {
        for (var attempt = 0; transactionId is { } transaction && attempt < QuestionsMax; attempt++)
        {
            try
            {
                using var connection = database.ConnectPostgres();
                var isOver = IsOver(connection, transaction);
                position = connection.SelectLong("select max(position) from changes where node = @id and position > @last", ("id", Id), ("last", lastPosition));
                if (isOver || position is not null)
                {
                    lastPosition = position ?? lastPosition;
                    return position is not null;
                }
            }
            catch (NpgsqlException)
            {
                // Not back yet.
            }

            Thread.Sleep(100 << attempt);
        }

        id = NewId();
        throw new DatabaseException(
            DatabaseErrors.OutcomeUnknown,
            "The database went away during a commit: the input was stored or was not. Sent again with its idempotency key, it is applied once.", error);
    }

    private static string NewId() => Guid.NewGuid().ToString("n");

    private static bool IsOver(NpgsqlConnection connection, string transaction)
    {
        try
        {
            return connection.SelectText("select pg_xact_status(@id::xid8)", ("id", transaction)) != "in progress";
        }
        catch (PostgresException unknown) when (unknown.SqlState == PostgresErrorCodes.InvalidParameterValue)
        {
            // The number lies in the future: a crash swallowed the transaction, and nobody has taken its number yet.
            return true;
        }
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<(NpgsqlDbType Type, object Value)> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (type, value) in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type, Value = value });
        }

        return command;
    }
}
