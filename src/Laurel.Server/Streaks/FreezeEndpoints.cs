using Laurel.Core.Inputs;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Streaks;

/// <summary>Granting freezes by hand.</summary>
internal static class FreezeEndpoints
{
    public static void Map(Routes admin) => admin.Post("/streaks/freezes", Grant, new("Streaks", "Grants one freeze per item.", typeof(FreezesResponse))
    {
        Status = StatusCodes.Status201Created,
        AlsoStatus = StatusCodes.Status200OK,
        Body = typeof(FreezesBody),
        BodyExample = """{"freezes": [{"userId": "ana"}]}""",
    });

    private static async ValueTask<Reply> Grant(Call call)
    {
        var users = await call.Body(body => body.RequiredObjects("freezes", BulkCall.ItemsMax).Select(item => (item.RequiredText("userId"), 0)).ToArray());
        var streak = StreakBulk.ShownStreak(call);
        var (done, issues) = await StreakBulk.Apply(call, users, (id, at, item) => new GrantFreezes(id, item.User, at, streak, 1));
        return new(
            done.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            new FreezesResponse(issues), AdminJson.Default.FreezesResponse);
    }
}

/// <summary>The answer to granting freezes: what could not be granted.</summary>
internal sealed record FreezesResponse(IReadOnlyList<AdminIssue> Issues);

/// <summary>The body of a grant, for the published document.</summary>
internal sealed record FreezesBody(IReadOnlyList<FreezeBody> Freezes);

/// <summary>One freeze for one user.</summary>
internal sealed record FreezeBody(string UserId);
