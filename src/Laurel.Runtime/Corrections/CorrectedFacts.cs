using Laurel.Core.Achievements;
using Laurel.Core.Evaluation;
using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Core.Points;
using Laurel.Core.Rulebooks;
using Laurel.Core.Users;

namespace Laurel.Runtime.Corrections;

/// <summary>Which facts each input is answered with when its user was derived again: what is new, and nothing twice.</summary>
internal sealed class CorrectedFacts(Timeline timeline, UserState? before, Rederived result, IReadOnlyList<Input> accepted)
{
    private readonly HashSet<InputId> ids = [.. accepted.Select(input => input.Id)];

    /// <summary>What the input itself led to; the last one brings also what it and the others changed elsewhere.</summary>
    public IReadOnlyList<Fact> Of(Input input)
    {
        var own = result.Derived.Facts.Where(fact => fact.Cause.Input == input.Id && IsOwn(fact)).Concat(result.Facts.Where(fact => fact.Cause.Input == input.Id && !IsReported(fact)));
        return ReferenceEquals(input, accepted[^1])
            ? [.. own, .. result.Facts.Where(fact => !ids.Contains(fact.Cause.Input) || IsReported(fact)).Concat(result.Scores).Select(fact => CausedBy(input, fact)), .. Levels(input)]
            : [.. own];
    }

    // What another input leads to now, it does because of this one.
    private static Fact CausedBy(Input input, Fact fact) => fact with { Cause = fact.Cause with { Input = input.Id } };

    // Awards and completions are among the facts of the correction; scores and levels are told once, as they are in the end.
    private bool IsOwn(Fact fact) =>
        fact is not (PointsAwarded or AchievementCompleted or LevelChanged or ScoreChanged) && !(fact is UserCreated && before is not null);

    private static bool IsReported(Fact fact) => fact is AchievementRevoked or PointsAwarded { Kind: AwardKind.Reversal };

    private IEnumerable<LevelChanged> Levels(Input cause)
    {
        if (result.User?.State is not { } after)
        {
            yield break;
        }

        var systems = timeline.Version(after.Version).Rulebook.Points;
        for (var i = 0; i < systems.Count; i++)
        {
            var (was, isNow) = (LevelBefore(systems[i].Key), systems[i].LevelOf(after.Points[i])?.Key);
            if (was != isNow)
            {
                yield return new LevelChanged(FactId.Of(cause.Id).Then(FactId.Seed("level-corrected/" + systems[i].Key)), new Cause(cause.Id, systems[i].Key, default), after.At, systems[i].Key, was, isNow);
            }
        }
    }

    private string? LevelBefore(string key)
    {
        var systems = before is null ? [] : timeline.Version(before.Version).Rulebook.Points;
        for (var i = 0; i < systems.Count && before is not null; i++)
        {
            if (systems[i].Key == key)
            {
                return systems[i].LevelOf(before.Points[i])?.Key;
            }
        }

        return null;
    }
}
