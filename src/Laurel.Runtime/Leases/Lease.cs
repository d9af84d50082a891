using System.Data.Common;
using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Leases;

/// <summary>
/// The right to do one kind of work, for a short time, held by one node at a time. Work that must not happen twice asks
/// <see cref="Holds"/> inside its own transaction: a node that was frozen and wakes after its lease went to another then does nothing.
/// On a file, which one process has anyway, it is always held. Not thread-safe.
/// </summary>
/// <param name="name">Of the work.</param>
/// <param name="holder">Of the node, different on each.</param>
public sealed class Lease(Database database, string name, string holder)
{
    /// <summary>How long it lasts without being renewed.</summary>
    public const int Milliseconds = 10_000;

    private long token;

    /// <summary>Takes it, or renews it. False while another node holds it.</summary>
    public bool TryTake()
    {
        if (!database.IsShared)
        {
            return true;
        }

        using var connection = database.ConnectAside();
        token = connection.SelectLong(
            $"""
            insert into leases as l (name, holder, token, expires_at) values (@name, @holder, 1, {database.NowSql} + @lasts)
            on conflict (name) do update set
              token = case when l.holder = excluded.holder then l.token else l.token + 1 end,
              holder = excluded.holder, expires_at = excluded.expires_at
            where l.holder = excluded.holder or l.expires_at <= {database.NowSql}
            returning token
            """,
            ("name", name), ("holder", holder), ("lasts", (long)Milliseconds)) ?? 0;
        return token > 0;
    }

    /// <summary>
    /// Whether it is still this node's, inside a transaction: until that ends, nobody else can take it.
    /// </summary>
    public bool Holds(DbConnection connection) => !database.IsShared || connection.Execute(
        "update leases set holder = holder where name = @name and holder = @holder and token = @token",
        ("name", name), ("holder", holder), ("token", token)) > 0;

    /// <summary>Lets another node have it at once.</summary>
    public void Release()
    {
        if (database.IsShared && token > 0)
        {
            using var connection = database.ConnectAside();
            connection.Execute("update leases set expires_at = 0 where name = @name and holder = @holder and token = @token", ("name", name), ("holder", holder), ("token", token));
            token = 0;
        }
    }
}
