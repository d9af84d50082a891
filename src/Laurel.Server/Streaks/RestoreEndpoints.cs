using Laurel.Core.Inputs;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Streaks;

/// <summary>Giving lost streaks back.</summary>
internal static class RestoreEndpoints
{
    public static void Map(Routes admin) => admin.Post("/streaks/restore", Restore, new("Streaks", "Sets streaks back to the greatest length lost lately.", typeof(RestoreResponse))
    {
        Status = StatusCodes.Status201Created,
        AlsoStatus = StatusCodes.Status200OK,
        Body = typeof(RestoreBody),
        BodyExample = """{"users": [{"id": "ana"}]}""",
    });

    private static async ValueTask<Reply> Restore(Call call)
    {
        var users = await call.Body(body => body.RequiredObjects("users", BulkCall.ItemsMax).Select(item => (item.RequiredText("id"), 0)).ToArray());
        var streak = StreakBulk.ShownStreak(call);
        var (done, issues) = await StreakBulk.Apply(call, users, (id, at, item) => new RestoreStreak(id, item.User, at, streak));
        return new(
            done.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            new RestoreResponse([.. done.Select(answer => answer.Input.User)], issues), AdminJson.Default.RestoreResponse);
    }
}

/// <summary>Whose streaks were restored, and whose were not.</summary>
internal sealed record RestoreResponse(IReadOnlyList<string> RestoredUsers, IReadOnlyList<AdminIssue> Issues);

/// <summary>The body of a restoration, for the published document.</summary>
internal sealed record RestoreBody(IReadOnlyList<RestoreUserBody> Users);

/// <summary>A user whose streak is to be restored.</summary>
internal sealed record RestoreUserBody(string Id);
