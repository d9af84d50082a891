using Laurel.Core.Leaderboards;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Changes;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Notifications;
using Laurel.Runtime.Users;
using Laurel.Runtime.Webhooks;
using NodaTime;

namespace Laurel.Runtime.Processing;

/// <summary>What is kept in memory beside the database, fed with committed facts in commit order.</summary>
public sealed class Projections(Database database, WebhookStore webhooks)
{
    public Standings Standings { get; } = new();

    public AchievementTallies Tallies { get; } = new(database);

    public Census Census { get; } = new();

    /// <summary>Forgets a user who was erased.</summary>
    internal void Forget(int space, string user, Change erased)
    {
        Standings.Forget(space, user);
        Census.Forget(new(space, user));
        foreach (var (_, tally) in erased.Tallies)
        {
            Tallies.Apply(space, tally);
        }

        Tallies.Restate(erased.Restated);
    }

    /// <summary>Forgets everything, to be loaded again.</summary>
    internal void Clear()
    {
        Standings.Clear();
        Tallies.Clear();
        Census.Clear();
    }

    /// <summary>Wakes those who wait for notifications.</summary>
    public NotificationSignals Notifications { get; } = new();

    /// <summary>What endpoints are told of committed facts.</summary>
    public Outbox Outbox { get; } = new(webhooks);

    /// <summary>Takes in an accepted answer and completes it with how the user's ranks moved.</summary>
    internal Answer Publish(int space, Answer answer, IReadOnlySet<(int Space, string Leaderboard, LocalDate Run)> closedRuns)
    {
        if (answer is not Answer.Accepted accepted)
        {
            return answer;
        }

        Census.Apply(space, accepted.State);
        var moves = new List<RankMove>();
        foreach (var fact in accepted.Facts)
        {
            if (TallyChange.Of(accepted.State.Profile, fact) is { } tally)
            {
                Tallies.Apply(space, tally);
            }

            if (fact is ScoreChanged score)
            {
                moves.Add(closedRuns.Contains((space, score.Leaderboard, score.Run))
                    ? new(score.Leaderboard, score.Run, score.Group, null, null)
                    : Standings.Apply(space, accepted.Input.User, score, accepted.Plan));
            }
        }

        return accepted with { Ranks = moves };
    }
}
