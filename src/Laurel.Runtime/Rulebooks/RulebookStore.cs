using System.Data.Common;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Rulebooks;

/// <summary>The versions of each space's rulebook, as stored.</summary>
public sealed class RulebookStore(Database database)
{
    /// <summary>All versions of a space; null when it has none yet.</summary>
    /// <param name="space">Which one.</param>
    /// <param name="known">Versions that were read before. A stored version never changes, so only those after them are read.</param>
    public Timeline? Load(int space, Timeline? known = null)
    {
        var last = known?.Current.Version ?? 0;
        using var connection = database.ConnectAside();
        var stored = connection.Select(
            "select version, document, effective_at from rulebooks where space_id = @space and version > @last order by version",
            row => (Version: row.GetInt32(0), Document: row.GetString(1), EffectiveAt: Instant.FromUnixTimeMilliseconds(row.GetInt64(2))),
            ("space", space), ("last", last));

        // The first version has been in force since ever.
        Plan[] plans = [.. stored.Select((row, i) => new Plan(Parse(row.Document), row.Version, i == 0 && known is null ? Instant.MinValue : row.EffectiveAt))];
        return plans.Length == 0 ? known : known is null ? new Timeline(plans) : known.Then(plans);
    }

    /// <summary>When each version was stored.</summary>
    public IReadOnlyDictionary<int, Instant> CreatedAt(int space)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            "select version, created_at from rulebooks where space_id = @space",
            row => KeyValuePair.Create(row.GetInt32(0), Instant.FromUnixTimeMilliseconds(row.GetInt64(1))),
            ("space", space)).ToDictionary();
    }

    /// <summary>The latest version's number; 0 when there is none.</summary>
    public int LatestVersion(int space)
    {
        using var connection = database.ConnectAside();
        return LatestVersion(connection, space);
    }

    /// <summary>
    /// Stores a rulebook as the next version, in force from <paramref name="at"/> on (or from when the version before it is, should the clock have gone back). Returns its number.
    /// </summary>
    public int Add(int space, Rulebook rulebook, string author, Instant at)
    {
        var version = 0;
        database.TransactAlone(space, connection =>
        {
            version = LatestVersion(connection, space) + 1;
            var now = at.ToUnixTimeMilliseconds();
            var last = connection.SelectLong("select max(effective_at) from rulebooks where space_id = @space", ("space", space)) ?? now;
            connection.Execute(
                """
                insert into rulebooks (space_id, version, document, author, created_at, effective_at)
                values (@space, @version, @document, @author, @at, @effective)
                """,
                ("space", space), ("version", version), ("document", RulebookJson.Write(rulebook)), ("author", author), ("at", now),
                ("effective", Math.Max(now, last)));
        });
        return version;
    }

    private static Rulebook Parse(string document) =>
        RulebookJson.Read(document) is { Rulebook: { } rulebook }
            ? rulebook
            : throw new DatabaseException("rulebook_unreadable", "A stored rulebook cannot be read by this program. Use a newer Laurel.");

    private static int LatestVersion(DbConnection connection, int space) =>
        (int)(connection.SelectLong("select max(version) from rulebooks where space_id = @space", ("space", space)) ?? 0);
}
