using Laurel.Core.Inputs;
using Laurel.Runtime.Streaks;
using Laurel.Server.Bulk;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Streaks;

/// <summary>Dates on which a user's streaks cannot be lost.</summary>
internal static class PauseEndpoints
{
    private const string Tag = "Streaks";
    private const string Unknown = "Streak pause not found by ID";

    public static void Map(Routes admin)
    {
        admin.Post("/streaks/pauses", Create, new(Tag, "Pauses users' streaks between two dates, both inclusive.", typeof(PausesResponse))
        {
            Status = StatusCodes.Status201Created,
            AlsoStatus = StatusCodes.Status200OK,
            Body = typeof(PausesBody),
            BodyExample = """{"pauses": [{"userId": "ana", "start": "2026-08-20", "end": "2026-08-27"}]}""",
        });
        admin.Delete("/streaks/pauses", Delete, new(Tag, "Takes pauses back; what they covered already stays covered.", typeof(DeletedResponse)) { Parameters = BulkCall.IdParameters });
    }

    private static async ValueTask<Reply> Create(Call call)
    {
        var pauses = await call.Body(body => body.RequiredObjects("pauses", BulkCall.ItemsMax).Select(Read).ToArray());
        var (done, issues) = await StreakBulk.Apply(call, pauses, (id, at, pause) => new PauseStreak(id, pause.User, at, pause.Item.Start, pause.Item.End));
        return new(
            done.Count > 0 ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            new PausesResponse([.. done.Select(answer => answer.Input).OfType<PauseStreak>().Select(Show)], issues), AdminJson.Default.PausesResponse);
    }

    private static (string User, (LocalDate Start, LocalDate End) Dates) Read(FieldReader item)
    {
        foreach (var field in new[] { "start", "end" }.Where(field => !item.Has(field)))
        {
            item.Problem(field, "is required");
        }

        return (item.RequiredText("userId"), (item.Date("start") ?? default, item.Date("end") ?? default));
    }

    private static async ValueTask<Reply> Delete(Call call)
    {
        var (deleted, issues) = (new List<string>(), new List<AdminIssue>());
        foreach (var id in BulkCall.Ids(call))
        {
            var problem = Guid.TryParseExact(id, "D", out var pause) ? await Remove(call, new InputId(pause)) : "id must be a valid UUID";
            if (problem is null)
            {
                deleted.Add(id);
            }
            else
            {
                issues.Add(AdminIssue.Of(id, problem));
            }
        }

        return BulkCall.Deleted(deleted, issues);
    }

    // What is wrong; null when the pause is gone now.
    private static async Task<string?> Remove(Call call, InputId pause)
    {
        if (PauseQueries.UserOf(call.Backend.Engine.Database, call.Space, pause) is not { } user)
        {
            return Unknown;
        }

        var (done, issues) = await StreakBulk.Apply(call, [(user, pause)], (id, at, item) => new RemovePause(id, item.User, at, item.Item));
        return done.Count > 0 ? null : issues[0].Message;
    }

    private static AdminPauseResponse Show(PauseStreak pause) =>
        new(WireText.Of(pause.Id.Value), pause.User, WireText.Of(pause.StartOn), WireText.Of(pause.EndOn), "active");
}

/// <summary>A pause of a user's streaks; status is active, or archived once it was taken back.</summary>
internal sealed record AdminPauseResponse(string Id, string UserId, string Start, string End, string Status);

/// <summary>The pauses that were created, and what was not.</summary>
internal sealed record PausesResponse(IReadOnlyList<AdminPauseResponse> Created, IReadOnlyList<AdminIssue> Issues);

/// <summary>The body of a creation of pauses, for the published document.</summary>
internal sealed record PausesBody(IReadOnlyList<PauseBody> Pauses);

/// <summary>A pause to create.</summary>
internal sealed record PauseBody(string UserId, string Start, string End);
