using Laurel.Core;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Changes;

/// <summary>A score as a batch left it; a value of null: off the board.</summary>
internal readonly record struct ScoreChange(StandingKey Key, string User, decimal? Value, long ReachedAtMs, ValueList<decimal?> Ties);

/// <summary>What a batch changed in what every node keeps in memory.</summary>
internal sealed class Change
{
    public List<ScoreChange> Scores { get; } = [];

    public List<(int Space, TallyChange Change)> Tallies { get; } = [];

    public List<(int Space, string Leaderboard, LocalDate Run)> ClosedRuns { get; } = [];

    /// <summary>Achievements whose completions are to be counted again, after corrections.</summary>
    public HashSet<(int Space, string Achievement)> Restated { get; } = [];

    /// <summary>Users with a new state.</summary>
    public HashSet<UserKey> Users { get; } = [];

    public bool IsEmpty => Users.Count == 0 && Restated.Count == 0 && Scores.Count == 0 && Tallies.Count == 0 && ClosedRuns.Count == 0;

    public void Add(int space, ScoreKey key, ScoreChanged score) => Scores.Add(new(
        new StandingKey(space, key.Leaderboard, key.Run, key.Group), key.User, score.Value, score.ReachedAt.ToUnixTimeMilliseconds(), score.Ties));

    public void Add(int space, UserState state, IReadOnlyList<Fact> facts)
    {
        foreach (var fact in facts)
        {
            if (TallyChange.Of(state.Profile, fact) is { } tally)
            {
                Tallies.Add((space, tally));
            }
        }
    }
}
