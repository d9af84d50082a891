using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Runtime.Processing;
using Laurel.Server.Http;

namespace Laurel.Server.Streaks;

/// <summary>Granting freezes by hand.</summary>
internal static class FreezeEndpoints
{
    private const int GrantsMax = 100;

    public static void Map(Routes admin) => admin.Post("/streaks/freezes", Grant, new("Streaks", "Grants one freeze per item.", typeof(FreezesResponse))
    {
        Status = StatusCodes.Status201Created,
        AlsoStatus = StatusCodes.Status200OK,
        Body = typeof(FreezesBody),
    });

    private static async ValueTask<Reply> Grant(Call call)
    {
        var users = await call.Body(body => body.RequiredObjects("freezes", GrantsMax).Select(item => item.RequiredText("userId")).ToArray());
        var streak = call.Catalog.Rulebook is { DefaultStreak: >= 0 and var shown } rulebook ? rulebook.Streaks[shown].Key : "";
        var known = users.Distinct().Where(user => call.Backend.Engine.Find(call.Space, user) is not null).ToHashSet(StringComparer.Ordinal);
        var granted = users.Where(known.Contains).ToArray();
        var now = call.Now;
        var answers = await call.Backend.Engine.Submit(
            [.. granted.Select(user => new Submission(call.Space, new GrantFreezes(InputIds.New(now), user, now, streak, 1), IsKeyed: false, AtArrival: true))]);
        IReadOnlyList<IssueResponse> issues =
        [
            .. users.Where(user => !known.Contains(user)).Select(user => new IssueResponse(user, "error", "User does not exist")),
            .. granted.Zip(answers).SelectMany(pair => IssueOf(pair.First, pair.Second)),
        ];
        var status = issues.Count < users.Length ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        return new(status, new FreezesResponse(issues), WireJson.Default.FreezesResponse);
    }

    private static IEnumerable<IssueResponse> IssueOf(string user, Answer answer)
    {
        if (answer is Answer.Rejected rejected)
        {
            yield return new(user, rejected.Reason == Rejection.FreezeLimit ? "warning" : "error", ErrorTable.Of(rejected.Reason).Sentence);
        }
        else if (answer is Answer.Failed failed)
        {
            yield return new(user, "error", ErrorTable.Unavailable.Sentence.Replace("{0}", failed.Code, StringComparison.Ordinal));
        }
    }
}

/// <summary>The body of a grant, for the published document.</summary>
internal sealed record FreezesBody(IReadOnlyList<FreezeBody> Freezes);

/// <summary>One freeze for one user.</summary>
internal sealed record FreezeBody(string UserId);
