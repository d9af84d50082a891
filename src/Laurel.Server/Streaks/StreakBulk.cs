using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Server.Bulk;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Streaks;

/// <summary>One input for each of many users, and what became of it.</summary>
internal static class StreakBulk
{
    /// <summary>
    /// Applies the inputs in their order. Users who do not exist, and what the rules refuse, become issues; the others come back.
    /// </summary>
    public static async Task<(IReadOnlyList<Answer.Accepted> Done, IReadOnlyList<AdminIssue> Issues)> Apply<T>(
        Call call, IReadOnlyList<(string User, T Item)> items, Func<InputId, Instant, (string User, T Item), Input> make)
    {
        _ = call.Catalogs;
        var now = call.Now;
        var known = items.Select(item => item.User).Distinct().Where(user => call.Backend.Engine.Find(call.Space, user) is not null).ToHashSet(StringComparer.Ordinal);
        var wanted = items.Where(item => known.Contains(item.User)).ToArray();
        var answers = await call.Backend.Engine.Submit(
            [.. wanted.Select(item => new Submission(call.Space, make(InputIds.New(now), now, item), IsKeyed: false, AtArrival: true))]);
        return (
            [.. answers.OfType<Answer.Accepted>()],
            [
                .. items.Where(item => !known.Contains(item.User)).Select(item => AdminIssue.OfUser(item.User, "User does not exist")),
                .. wanted.Zip(answers).SelectMany(pair => IssueOf(pair.First.User, pair.Second)),
            ]);
    }

    /// <summary>Key of the streak that the wire shows; empty when there is none.</summary>
    public static string ShownStreak(Call call) => call.Catalog.Rulebook is { DefaultStreak: >= 0 and var shown } rulebook ? rulebook.Streaks[shown].Key : "";

    private static IEnumerable<AdminIssue> IssueOf(string user, Answer answer)
    {
        if (answer is Answer.Rejected or Answer.Failed)
        {
            var isWarning = answer is Answer.Rejected { Reason: Rejection.FreezeLimit or Rejection.NothingToRestore };
            yield return AdminIssue.OfUser(user, RefusedException.Of(answer).Message, isWarning ? "warning" : "error");
        }
    }
}
