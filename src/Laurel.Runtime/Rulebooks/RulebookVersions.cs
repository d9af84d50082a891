using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Rulebooks;

/// <summary>The list of versions, and the one statement that adds to it without losing another's change.</summary>
public static class RulebookVersions
{
    /// <summary>The versions of a space, the latest first, below <paramref name="before"/>.</summary>
    public static IReadOnlyList<RulebookVersion> List(Database database, Space space, int before, int limit)
    {
        using var connection = database.ConnectAside();
        return connection.Select(
            "select version, author, created_at from rulebooks where space_id = @space and version < @before order by version desc limit @limit",
            row => new RulebookVersion(row.GetInt32(0), row.GetString(1), Instant.FromUnixTimeMilliseconds(row.GetInt64(2))),
            ("space", space.Id), ("before", before), ("limit", limit));
    }

    /// <summary>
    /// Stores a rulebook as the version after <paramref name="known"/> (null: as the first one), in force from <paramref name="at"/> on.
    /// False when there is a later version than that by now.
    /// </summary>
    internal static bool TryAdd(Database database, (Space Space, Plan? After) known, Rulebook rulebook, string author, Instant at)
    {
        var effectiveAt = known.After is { } plan ? Instant.Max(at, plan.EffectiveAt) : at;
        var isAdded = false;
        database.TransactAlone(known.Space.Id, connection => isAdded = connection.Execute(
            """
            insert into rulebooks (space_id, version, document, author, created_at, effective_at)
            select @space, @version, @document, @author, @at, @effective
            where not exists (select 1 from rulebooks where space_id = @space and version >= @version)
            """,
            ("space", known.Space.Id), ("version", (known.After?.Version ?? 0) + 1), ("document", RulebookJson.Write(rulebook)),
            ("author", author), ("at", at.ToUnixTimeMilliseconds()), ("effective", effectiveAt.ToUnixTimeMilliseconds())) > 0);
        return isAdded;
    }
}
