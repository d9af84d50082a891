using System.Data.Common;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Corrections;

/// <summary>Compares a user's scores in runs that are open with those that follow from the journal.</summary>
internal static class ScoreComparison
{
    private static readonly ulong Seed = FactId.Seed("score-corrected");

    /// <summary>The changes that make the stored scores right, in no run that is archived.</summary>
    /// <param name="stored">By key.</param>
    /// <param name="scores">The last change of each stands last.</param>
    /// <param name="from">Before it nothing can have changed.</param>
    /// <param name="isOpen">Whether scores of a run still count.</param>
    public static IReadOnlyList<ScoreChanged> Of(
        Dictionary<ScoreKey, StoredScore> stored, IReadOnlyCollection<ScoreChanged> scores, Instant from, Func<ScoreKey, bool> isOpen)
    {
        var derived = new Dictionary<ScoreKey, ScoreChanged>();
        foreach (var score in scores)
        {
            derived[new ScoreKey("", score.Leaderboard, score.Run, score.Group)] = score;
        }

        var touched = stored.Keys.Union(derived.Where(pair => pair.Value.At >= from).Select(pair => pair.Key));
        return
        [
            .. from key in touched
               let wanted = derived.GetValueOrDefault(key)
               where !IsSame(stored.TryGetValue(key, out var score) ? score : null, wanted) && isOpen(key)
               orderby key.Leaderboard, key.Run, key.Group.Key
               select wanted ?? Gone(key),
        ];
    }

    /// <summary>A user's stored scores; the keys name no user.</summary>
    public static Dictionary<ScoreKey, StoredScore> Stored(DbConnection connection, int space, string user) => connection.Select(
        "select leaderboard, run_on, group_key, user_id, value, reached_at, ties from scores where space_id = @space and user_id = @user",
        row => (Key: new ScoreKey("", row.GetString(0), StateJson.Date(row.GetString(1)), new Group(row.GetString(2))), Score: StoredScore.Read(row, 2)),
        ("space", space), ("user", user)).ToDictionary(pair => pair.Key, pair => pair.Score);

    /// <summary>The change as it follows from what made it necessary.</summary>
    public static ScoreChanged CausedBy(this ScoreChanged change, InputId cause) => change with { Cause = change.Cause with { Input = cause } };

    private static bool IsSame(StoredScore? stored, ScoreChanged? wanted) => (stored, wanted?.Value) switch
    {
        (null, null) => true,
        ({ } score, { } value) => score.Value == value && score.ReachedAtMs == wanted?.ReachedAt.ToUnixTimeMilliseconds() && score.Ties.Equals(wanted?.Ties),
        _ => false,
    };

    private static ScoreChanged Gone(ScoreKey key) => new(
        new FactId(Seed, 0).Then(FactId.Seed($"{key.Leaderboard}/{key.Run.ToDateOnly().DayNumber}/{key.Group}")),
        new Cause(default, key.Leaderboard, default), default, key.Leaderboard, key.Run, key.Group, null, default);
}
