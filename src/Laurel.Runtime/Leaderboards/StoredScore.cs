using System.Data.Common;
using System.Globalization;
using Laurel.Core;
using Laurel.Core.Leaderboards;

namespace Laurel.Runtime.Leaderboards;

/// <summary>One user's score in one ranking, as tables keep it.</summary>
internal readonly record struct StoredScore(Group Group, string User, decimal Value, long ReachedAtMs, ValueList<decimal?> Ties)
{
    /// <summary>Reads the columns from <paramref name="first"/> on: group_key, user_id, value, reached_at, ties.</summary>
    public static StoredScore Read(DbDataReader reader, int first) => new(
        new Group(reader.GetString(first)),
        reader.GetString(first + 1),
        decimal.Parse(reader.GetString(first + 2), NumberStyles.Number, CultureInfo.InvariantCulture),
        reader.GetInt64(first + 3),
        TiesText.Read(reader.IsDBNull(first + 4) ? null : reader.GetString(first + 4)));
}
