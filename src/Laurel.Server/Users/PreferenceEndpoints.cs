using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Server.Http;

namespace Laurel.Server.Users;

/// <summary>What users want to be told, and how.</summary>
internal static class PreferenceEndpoints
{
    private static readonly string[] Types = ["achievement_completed", "recap", "reactivation", "streak_reminder"];
    private static readonly string[] Channels = ["email", "push"];

    public static void Map(Routes v1)
    {
        v1.Get("/users/{id}/preferences", Read, new("Users", "A user's preferences.", typeof(PreferencesResponse)));
        v1.Patch("/users/{id}/preferences", Update, new("Users", "Changes the types of notifications that are named, and what is said about leaderboards.", typeof(PreferencesResponse)) { Body = typeof(PreferencesBody) });
    }

    private static ValueTask<Reply> Read(Call call) =>
        new(Reply.Ok(UserWire.PreferencesOf(call.User(call.PathUser()).Profile), WireJson.Default.PreferencesResponse));

    private static async ValueTask<Reply> Update(Call call)
    {
        var user = call.PathUser();
        var (patch, hasStreak) = await call.Body(ReadBody);
        if (hasStreak)
        {
            throw new RefusedException(ErrorTable.StreakPreferences);
        }

        var answer = await call.Submit((id, at) => new Identify(id, user, at, MustExist: true) { Patch = patch });
        return Reply.Ok(UserWire.PreferencesOf(answer.State.Profile), WireJson.Default.PreferencesResponse);
    }

    private static (UserPatch Patch, bool HasStreak) ReadBody(FieldReader body)
    {
        var chosen = new List<KeyValuePair<string, ValueList<string>>>();
        if (body.Object("notifications") is { } notifications)
        {
            foreach (var (type, _) in notifications.Properties())
            {
                chosen.AddRange(ReadChannels(notifications, type));
            }
        }

        var leaderboards = body.Object("leaderboards");
        var patch = new UserPatch
        {
            Notifications = [.. chosen],
            LeaderboardsOptOut = Change(leaderboards?.Flag("optOut")),
            LeaderboardsAnonymous = Change(leaderboards?.Flag("anonymous")),
        };
        return (patch, body.Object("streak") is not null);
    }

    private static Change<bool> Change(bool? flag) => flag is { } value ? new(value) : default;

    private static IEnumerable<KeyValuePair<string, ValueList<string>>> ReadChannels(FieldReader notifications, string type)
    {
        if (!Types.Contains(type))
        {
            notifications.Problem(type[..Math.Min(type.Length, Limits.KeyLengthMax)], $"must be one of {string.Join(", ", Types)}");
        }
        else if (notifications.Texts(type, Channels.Length) is { } channels)
        {
            if (channels.Any(channel => !Channels.Contains(channel)))
            {
                notifications.Problem(type, $"must be a list of {string.Join(" and ", Channels)}");
            }

            yield return KeyValuePair.Create(type, (ValueList<string>)[.. channels.Distinct()]);
        }
    }
}

/// <summary>The body of a change of preferences, for the published document.</summary>
internal sealed record PreferencesBody(IReadOnlyDictionary<string, IReadOnlyList<string>>? Notifications, LeaderboardPreferencesBody? Leaderboards);

/// <summary>What is to change about leaderboards, for the published document.</summary>
internal sealed record LeaderboardPreferencesBody(bool? OptOut, bool? Anonymous);
