using System.Data.Common;
using Laurel.Runtime.Databases;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>Up to when the messages that follow from the rulebook's dates were made, per space.</summary>
public static class ScheduleTable
{
    public static Instant? Find(DbConnection connection, int space) =>
        connection.SelectLong("select scheduled_to from webhook_cursors where space_id = @space", ("space", space)) is { } at
            ? Instant.FromUnixTimeMilliseconds(at)
            : null;

    public static void Write(DbConnection connection, int space, Instant to) => connection.Execute(
        """
        insert into webhook_cursors (space_id, scheduled_to) values (@space, @to)
        on conflict (space_id) do update set scheduled_to = excluded.scheduled_to
        """,
        ("space", space), ("to", to.ToUnixTimeMilliseconds()));
}
