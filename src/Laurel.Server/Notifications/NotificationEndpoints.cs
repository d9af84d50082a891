using Laurel.Runtime.Notifications;
using Laurel.Server.Http;

namespace Laurel.Server.Notifications;

/// <summary>The inbox of a user.</summary>
internal static class NotificationEndpoints
{
    private const string Tag = "Notifications";

    public static void Map(Routes v1)
    {
        v1.Get("/users/{id}/notifications", List, new(Tag, "What happened to a user in the last 30 days, the newest first.", typeof(NotificationsResponse))
        {
            Parameters =
            [
                new("before", "The next of the page before; the newest ones when absent."),
                new("limit", "1 to 100, 20 when absent.", IsNumber: true),
                new("unread", "true: only those that are unread."),
            ],
        });
        v1.Get("/users/{id}/notifications/unread", Unread, new(Tag, "How many are unread.", typeof(UnreadResponse)));
        v1.Post("/users/{id}/notifications/read", MarkAll, new(Tag, "Marks all as read, or all up to one.", typeof(UnreadResponse)) { Body = typeof(ReadBody) });
        v1.Post("/users/{id}/notifications/{notification}/read", Mark, new(Tag, "Marks one as read.", typeof(UnreadResponse)));
    }

    /// <summary>Whose inbox is asked for; the user must exist.</summary>
    public static (int Space, string User) InboxOf(Call call) => (call.Space.Id, call.User(call.PathUser()).Profile.Id);

    private static ValueTask<Reply> List(Call call)
    {
        var inbox = InboxOf(call);
        var limit = call.QueryNumber("limit", absent: 20, min: 1, max: 100);
        var before = call.Query("before") is { } text ? IdOf("before", text) : NotificationId.Last;
        using var connection = call.Backend.Engine.Database.ConnectFor(inbox.Space, [inbox.User]);
        var page = NotificationTable.Page(connection, inbox, before, call.QueryFlag("unread"), limit);
        var catalog = call.Catalog;
        return new(Reply.Ok(
            new NotificationsResponse(
                [.. page.Select(notification => NotificationWire.Of(catalog, notification))],
                NotificationTable.CountUnread(connection, inbox),
                page.Count == limit ? page[^1].Id.ToString() : null),
            NotificationJson.Default.NotificationsResponse));
    }

    private static ValueTask<Reply> Unread(Call call) => new(CountOf(call, InboxOf(call)));

    private static async ValueTask<Reply> Mark(Call call)
    {
        var inbox = InboxOf(call);
        var id = IdOf("notification", call.Path("notification"));
        var isFound = false;
        await call.Backend.Engine.Run(writer => isFound = NotificationTable.MarkRead(writer.ConnectionOf(inbox.Space, [inbox.User]), inbox, id, call.Now));
        return isFound ? CountOf(call, inbox) : throw new RefusedException(ErrorTable.UnknownNotification);
    }

    private static async ValueTask<Reply> MarkAll(Call call)
    {
        var inbox = InboxOf(call);
        var upTo = await call.Body(body => body.Text("upTo"));
        var id = upTo is null ? NotificationId.Last : IdOf("upTo", upTo);
        await call.Backend.Engine.Run(writer => NotificationTable.MarkAllRead(writer.ConnectionOf(inbox.Space, [inbox.User]), inbox, id, call.Now));
        return CountOf(call, inbox);
    }

    private static Reply CountOf(Call call, (int Space, string User) inbox)
    {
        using var connection = call.Backend.Engine.Database.ConnectFor(inbox.Space, [inbox.User]);
        return Reply.Ok(new UnreadResponse(NotificationTable.CountUnread(connection, inbox)), NotificationJson.Default.UnreadResponse);
    }

    private static NotificationId IdOf(string path, string text) =>
        NotificationId.TryParse(text, out var id) ? id : throw Call.Invalid(path, "must be the id of a notification");
}
