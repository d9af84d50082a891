using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using Laurel.Server.Http;

namespace Laurel.Server.Corrections;

/// <summary>What an operator takes back or makes good: events, achievements, points, days.</summary>
internal static class CorrectionEndpoints
{
    private const int EventsMax = 1_000;

    public static void Map(Routes admin)
    {
        admin.Delete("/events/{id}", RetractOne, new("Corrections", "Retracts an event: everything is as if it had never been.", typeof(RetractionResponse))
        {
            Parameters =
            [
                new("reason", "Why; kept in the journal.", IsRequired: true),
                new("userId", "Whose event it is; without it, all of the journal is searched."),
            ],
        });
        admin.Post("/events/retract", Retract, new("Corrections", "Retracts up to 1,000 events, by id or by idempotency key.", typeof(RetractionResponse)) { Body = typeof(RetractionBody) });
        admin.Post("/users/{id}/achievements/{key}/complete", Complete, new("Corrections", "Completes an achievement by hand.", typeof(HandledAchievementResponse)) { Body = typeof(ReasonBody) });
        admin.Post("/users/{id}/achievements/{key}/revoke", Revoke, new("Corrections", "Takes an achievement away, and what followed from it.", typeof(HandledAchievementResponse)) { Body = typeof(ReasonBody) });
        admin.Post("/streaks/amnesties", AmnestyEndpoint.Grant, new("Corrections", "Dates on which no streak can be lost, for all users or some.", typeof(AmnestyResponse)) { Body = typeof(AmnestyBody) });
    }

    /// <summary>Why, and who wants it: the key's name, unless the body says.</summary>
    public static (string Reason, string Author) Why(Call call, FieldReader body) => (body.RequiredText("reason"), body.Text("author") ?? call.Key.Name);

    private static async ValueTask<Reply> RetractOne(Call call)
    {
        var id = Guid.TryParse(call.Path("id"), out var guid) ? new InputId(guid) : throw new RefusedException(ErrorTable.Of(Rejection.UnknownEvent));
        var reason = call.Query("reason") is { Length: > 0 and <= Limits.NameLengthMax } text ? text : throw Call.Invalid("reason", $"must be 1 to {Limits.NameLengthMax} characters");
        var response = await EventRetraction.Run(call, [new(id.ToString(), id, call.Query("userId"))], (reason, call.Key.Name));
        return response.Issues.Count == 0
            ? new(StatusCodes.Status200OK, response, WireJson.Default.RetractionResponse)
            : throw new RefusedException(ErrorTable.Of(Rejection.UnknownEvent));
    }

    private static async ValueTask<Reply> Retract(Call call)
    {
        var (events, why) = await call.Body(body => (body.RequiredObjects("events", EventsMax).Select(Named).ToArray(), Why(call, body)));
        var response = await EventRetraction.Run(call, events, why);
        return new(StatusCodes.Status200OK, response, WireJson.Default.RetractionResponse);
    }

    private static RetractedEvent Named(FieldReader item)
    {
        var (id, user) = (item.Text("id"), item.Text("userId"));
        if (id is not null)
        {
            return new(id, Guid.TryParse(id, out var guid) ? new InputId(guid) : null, user);
        }

        var (owner, metric, key) = (item.RequiredText("userId"), item.RequiredText("metric"), item.RequiredText("idempotencyKey"));
        return new(key, InputIds.OfKey(owner, metric, key), owner);
    }

    private static async ValueTask<Reply> Complete(Call call)
    {
        var (user, key) = (call.PathUser(), call.Path("key"));
        var (reason, author) = await call.Body(body => Why(call, body));
        await call.Submit((id, now) => new GrantAchievement(id, user, now, key) { Reason = reason, Author = author });
        return new(StatusCodes.Status200OK, new HandledAchievementResponse(user, key, Completed: true), WireJson.Default.HandledAchievementResponse);
    }

    private static async ValueTask<Reply> Revoke(Call call)
    {
        var (user, key) = (call.PathUser(), call.Path("key"));
        var (reason, author) = await call.Body(body => Why(call, body));
        await call.Submit((id, now) => new RevokeAchievement(id, user, now, key) { Reason = reason, Author = author });
        return new(StatusCodes.Status200OK, new HandledAchievementResponse(user, key, Completed: false), WireJson.Default.HandledAchievementResponse);
    }
}
