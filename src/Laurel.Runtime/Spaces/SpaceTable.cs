using System.Data.Common;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Spaces;

/// <summary>Reads and writes the list of spaces.</summary>
internal static class SpaceTable
{
    public static IReadOnlyList<SpaceEntry> All(DbConnection connection) => connection.Select(
        "select space_id, environment, tenant, name, kind, created_at, updated_at, archived_at, clock_offset from spaces order by space_id", EntryOf);

    /// <summary>Writes a new space down. False when there is one with this environment and tenant.</summary>
    public static bool Add(DbConnection connection, SpaceEntry entry) => connection.Execute(
        """
        insert into spaces (space_id, environment, tenant, name, kind, created_at, updated_at, clock_offset)
        select (select max(space_id) + 1 from spaces), @environment, @tenant, @name, @kind, @at, @at,
          coalesce((select clock_offset from spaces where environment = @environment and tenant = ''), 0)
        where not exists (select 1 from spaces where environment = @environment and tenant = @tenant)
        """,
        ("environment", entry.Space.Environment), ("tenant", entry.Space.Tenant), ("name", entry.Name),
        ("kind", KindText(entry.Kind)), ("at", entry.CreatedAt.ToUnixTimeMilliseconds())) > 0;

    /// <summary>Changes name, customer id and state.</summary>
    public static void Update(DbConnection connection, SpaceEntry entry) => connection.Execute(
        "update spaces set tenant = @tenant, name = @name, updated_at = @at, archived_at = @archived where space_id = @space",
        ("space", entry.Space.Id), ("tenant", entry.Space.Tenant), ("name", entry.Name),
        ("at", entry.UpdatedAt.ToUnixTimeMilliseconds()), ("archived", entry.ArchivedAt?.ToUnixTimeMilliseconds()));

    /// <summary>Moves the clock of an environment and its tenants, for all nodes from their next batch on. False when it is further ahead already, or the production's.</summary>
    public static bool MoveClock(DbConnection connection, string environment, Duration ahead) => connection.Execute(
        "update spaces set clock_offset = @ahead, epoch = epoch + 1 where environment = @environment and clock_offset <= @ahead and kind <> 'production'",
        ("ahead", (long)ahead.TotalMilliseconds), ("environment", environment)) > 0;

    /// <summary>The space that a database starts with is made when it is first opened.</summary>
    public static void Begin(DbConnection connection, Instant now) => connection.Execute(
        "update spaces set created_at = @at, updated_at = @at where space_id = 1 and updated_at = 0", ("at", now.ToUnixTimeMilliseconds()));

    private static SpaceEntry EntryOf(DbDataReader row) => new(
        new Space(row.GetInt32(0), row.GetString(1), row.GetString(2)), row.GetString(3), KindOf(row.GetString(4)), At(row.GetInt64(5)), At(row.GetInt64(6)))
    {
        ArchivedAt = row.GetLongOrNull(7) is { } at ? At(at) : null,
        ClockOffset = Duration.FromMilliseconds(row.GetInt64(8)),
    };

    private static Instant At(long milliseconds) => Instant.FromUnixTimeMilliseconds(milliseconds);

    private static string KindText(EnvironmentKind kind) => kind switch
    {
        EnvironmentKind.Production => "production",
        EnvironmentKind.Staging => "staging",
        _ => "development",
    };

    private static EnvironmentKind KindOf(string text) => text switch
    {
        "production" => EnvironmentKind.Production,
        "staging" => EnvironmentKind.Staging,
        _ => EnvironmentKind.Development,
    };
}
