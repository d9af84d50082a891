using Laurel.Core.Leaderboards;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Processing;

/// <summary>What is kept in memory beside the database, fed with committed facts in commit order.</summary>
public sealed class Projections(Database database)
{
    public Standings Standings { get; } = new();

    public AchievementTallies Tallies { get; } = new(database);

    public Census Census { get; } = new();

    /// <summary>Forgets everything, to be loaded again.</summary>
    internal void Clear()
    {
        Standings.Clear();
        Tallies.Clear();
        Census.Clear();
    }

    /// <summary>Forgets a user who was erased.</summary>
    internal void Forget(int space, string user, Erased? erased)
    {
        if (erased is not null)
        {
            Standings.Forget(space, user);
            Tallies.Forget(space, user, erased);
            Census.Forget(new(space, user));
        }
    }

    /// <summary>Takes in an accepted answer and completes it with how the user's ranks moved.</summary>
    internal Answer Publish(int space, Answer answer, RulebookTimelines timelines)
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
                moves.Add(timelines.IsClosed(space, score.Leaderboard, score.Run)
                    ? new(score.Leaderboard, score.Run, score.Group, null, null)
                    : Standings.Apply(space, accepted.Input.User, score, accepted.Plan));
            }
        }

        return accepted with { Ranks = moves };
    }
}
