using Laurel.Core.Inputs;
using Laurel.Server.Http;

namespace Laurel.Server.Users;

/// <summary>Creating, reading and changing users.</summary>
internal static class UserEndpoints
{
    private const string Tag = "Users";
    private const string WithId = """{"id": "ana", "name": "Ana", "email": "ana@example.org", "tz": "Europe/Paris", "attributes": {"plan": "pro"}}""";
    private const string Example = """{"name": "Ana", "tz": "Europe/Paris", "deviceTokens": [], "subscribeToEmails": false, "attributes": {"plan": null}}""";

    public static void Map(Routes v1)
    {
        v1.Post("/users", Create, new(Tag, "Creates a user, or changes the one with this id.", typeof(UserResponse)) { Status = StatusCodes.Status201Created, Body = typeof(UpsertedUserBody), BodyExample = WithId, Errors = UserRequest.Errors });
        v1.Get("/users/{id}", Read, new(Tag, "A user.", typeof(UserResponse)));
        v1.Put("/users/{id}", Identify, new(Tag, "Creates or changes a user.", typeof(UserResponse)) { Body = typeof(UpdatedUserBody), BodyExample = Example, Errors = UserRequest.Errors });
        v1.Patch("/users/{id}", Update, new(Tag, "Changes a user who exists.", typeof(UserResponse)) { Body = typeof(UpdatedUserBody), BodyExample = Example, Errors = UserRequest.Errors });
    }

    private static async ValueTask<Reply> Create(Call call)
    {
        var (user, patch) = await call.Body(UserRequest.Read);
        call.AllowUser(user);
        return Reply.Created(await Apply(call, user, patch, mustExist: false), WireJson.Default.UserResponse);
    }

    private static ValueTask<Reply> Read(Call call) =>
        new(Reply.Ok(UserWire.Of(call.User(call.PathUser()).Profile), WireJson.Default.UserResponse));

    private static async ValueTask<Reply> Identify(Call call)
    {
        var user = call.PathUser();
        var patch = await call.Body(UserRequest.ReadPatch);
        return Reply.Ok(await Apply(call, user, patch, mustExist: false), WireJson.Default.UserResponse);
    }

    private static async ValueTask<Reply> Update(Call call)
    {
        var user = call.PathUser();
        var patch = await call.Body(UserRequest.ReadPatch);
        return Reply.Ok(await Apply(call, user, patch, mustExist: true), WireJson.Default.UserResponse);
    }

    private static async ValueTask<UserResponse> Apply(Call call, string user, UserPatch patch, bool mustExist)
    {
        var answer = await call.Submit((id, at) => new Identify(id, user, at, mustExist) { Patch = patch });
        return UserWire.Of(answer.State.Profile);
    }
}
