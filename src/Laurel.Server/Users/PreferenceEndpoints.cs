using Laurel.Core;
using Laurel.Core.Evaluation;
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
        v1.Patch("/users/{id}/preferences", Update, new("Users", "Changes what is named, and only that: types of notifications, the streak, leaderboards.", typeof(PreferencesResponse)) 
        {
            Body = typeof(PreferencesBody),
            BodyExample = """{"notifications": {"recap": ["email"], "streak_reminder": []}, "streak": {"enabled": true}}""",
            Errors = [ErrorTable.StreakPreferences, ErrorTable.Of(Rejection.StreakNotPersonal), ErrorTable.Of(Rejection.StreakPreferenceInvalid)],
        });
    }

    private static ValueTask<Reply> Read(Call call) => new(Answer(call, call.User(call.PathUser())));

    private static async ValueTask<Reply> Update(Call call)
    {
        var user = call.PathUser();
        var patch = await call.Body(body => ReadBody(call, body));
        var answer = await call.Submit((id, at) => new Identify(id, user, at, MustExist: true) { Patch = patch });
        return Answer(call, answer.State);
    }

    private static Reply Answer(Call call, UserState state) =>
        Reply.Ok(UserWire.PreferencesOf(call.Catalogs.Of(state.Version), state.Profile), WireJson.Default.PreferencesResponse);

    private static UserPatch ReadBody(Call call, FieldReader body)
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
        return new UserPatch
        {
            Notifications = [.. chosen],
            Streaks = StreakPreferenceWire.Read(call.Catalog, body),
            LeaderboardsOptOut = Change(leaderboards?.Flag("optOut")),
            LeaderboardsAnonymous = Change(leaderboards?.Flag("anonymous")),
        };
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
internal sealed record PreferencesBody(
    IReadOnlyDictionary<string, IReadOnlyList<string>>? Notifications, StreakPreferencesBody? Streak, LeaderboardPreferencesBody? Leaderboards);

/// <summary>What is to change about the streak, for the published document.</summary>
internal sealed record StreakPreferencesBody(bool? Enabled, string? EvaluationMode, IReadOnlyList<StreakMetricResponse>? Metrics);

/// <summary>What is to change about leaderboards, for the published document.</summary>
internal sealed record LeaderboardPreferencesBody(bool? OptOut, bool? Anonymous);
