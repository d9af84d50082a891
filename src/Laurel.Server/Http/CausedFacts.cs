using Laurel.Core.Facts;
using Laurel.Core.Inputs;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Processing;

namespace Laurel.Server.Http;

/// <summary>What followed from an input itself, without what fell due on the way to it.</summary>
internal sealed record CausedFacts(IReadOnlyList<Fact> Facts, IReadOnlyList<RankMove> Ranks)
{
    public static readonly CausedFacts None = new([], []);

    public static CausedFacts Of(Answer.Accepted answer)
    {
        foreach (var fact in answer.Facts)
        {
            if (fact.Cause.Input != answer.Input.Id)
            {
                return Of(answer, answer.Input.Id);
            }
        }

        return new(answer.Facts, answer.Ranks);
    }

    private static CausedFacts Of(Answer.Accepted answer, InputId id)
    {
        var scores = answer.Facts.OfType<ScoreChanged>().Zip(answer.Ranks);
        return new(
            [.. answer.Facts.Where(fact => fact.Cause.Input == id)],
            [.. scores.Where(pair => pair.First.Cause.Input == id).Select(pair => pair.Second)]);
    }
}
