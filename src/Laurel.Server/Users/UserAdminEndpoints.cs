using System.Text.Json.Nodes;
using Laurel.Core;
using Laurel.Runtime.Users;
using Laurel.Server.Bulk;
using Laurel.Server.Http;

namespace Laurel.Server.Users;

/// <summary>Finding users, telling all that is kept of one, and forgetting it.</summary>
internal static class UserAdminEndpoints
{
    private const string Tag = "Users";

    public static void Map(Routes admin)
    {
        admin.Get("/users", List, new(Tag, "Lists users by id, or those whose id, name or email has a text in it.", typeof(UserPageResponse))
        {
            Parameters =
            [
                new("search", "A text in the id, the name or the email, in any case."),
                new("after", "Only users whose id comes after this one: next of the page before."),
                new("limit", "Users at most, 1 to 100; 10 when absent.", IsNumber: true),
            ],
        });
        admin.Get("/users/{id}/export", Export, new(Tag, "Everything that is kept of a user.", typeof(UserExportResponse)));
        admin.Delete("/users/{id}", Erase, new(Tag, "Erases a user: every row, rank, count and key.", typeof(DeletedResponse)));
    }

    private static ValueTask<Reply> List(Call call)
    {
        var page = UserSearch.Page(
            call.Backend.Engine.Database, call.Space, call.Query("after") ?? "", call.Query("search") is { Length: > 0 } text ? text : null,
            call.QueryNumber("limit", absent: 10, min: 1, max: 100));
        return new(Reply.Ok(new UserPageResponse([.. page.Users.Select(UserWire.Of)], page.Next), AdminJson.Default.UserPageResponse));
    }

    private static ValueTask<Reply> Export(Call call)
    {
        var profile = call.User(call.Path("id")).Profile;
        return new(Reply.Ok(new UserExportResponse(UserWire.Of(profile), UserExport.Of(call.Backend.Engine.Database, call.Space, profile.Id)), AdminJson.Default.UserExportResponse));
    }

    private static async ValueTask<Reply> Erase(Call call)
    {
        var user = call.Path("id");
        var prefixes = call.Backend.Keys.List(call.Space).Where(key => key.UserId == user).Select(key => key.Prefix).ToArray();
        if (!await call.Backend.Engine.Erase(call.Space, user, call.Key.Prefix))
        {
            throw new RefusedException(ErrorTable.Of(Rejection.UnknownUser));
        }

        call.Backend.Keys.Forget(prefixes);
        return BulkCall.Deleted([user], []);
    }
}

/// <summary>A page of users; next is null on the last one.</summary>
internal sealed record UserPageResponse(IReadOnlyList<UserResponse> Users, string? Next);

/// <summary>A user, and all rows that are kept of the user by table.</summary>
internal sealed record UserExportResponse(UserResponse User, JsonObject Records);
