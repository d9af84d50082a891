using System.Text.Json;
using Laurel.Core;
using Laurel.Core.Achievements;
using Laurel.Core.Conditions;
using Laurel.Core.Evaluation;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Achievements;
using Laurel.Runtime.Conditions;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Points;
using Laurel.Runtime.Streaks;

namespace Laurel.Runtime.Users;

/// <summary>
/// A user's state as the document that is stored: everything by key, nothing that has its default value, so that it stays
/// small and readable whatever the number of rules.
/// </summary>
internal static class UserStateJson
{
    public static void Write(Utf8JsonWriter json, UserState state, Plan plan)
    {
        json.WriteStartObject();
        json.WriteNumber("version", state.Version);
        json.WriteNumber("at", state.At.ToUnixTimeMilliseconds());
        json.WriteInstant("due", state.NextDueAt);
        UserProfileJson.Write(json, state.Profile);
        WriteCounters(json, state, plan);
        WriteConditions(json, state, plan);
        json.WriteKeyed(("streaks", definition => definition.Key), plan.Rulebook.Streaks, state.Streaks, StreakStateJson.Write);
        ActiveDaysJson.Write(json, state.ActiveDays);
        PausesJson.Write(json, state.Pauses);
        WriteRevoked(json, state.Revoked);
        json.WriteKeyed(("points", definition => definition.Key), plan.Rulebook.Points, state.Points, PointsStateJson.Write);
        json.WriteKeyed(("leaderboards", definition => definition.Key), plan.Rulebook.Leaderboards, state.Leaderboards, LeaderboardStateJson.Write);
        json.WriteKeyed(("achievements", definition => definition.Key), plan.Rulebook.Achievements, state.Achievements, AchievementStateJson.Write);
        json.WriteKeyed("pastCompletions", state.PastCompletions, static (json, key, count) => json.WriteNumber(key, count));
        json.WriteKeyed("formerAchievements", state.FormerAchievements, AchievementStateJson.Write);
        json.WriteKeyed("formerPoints", state.FormerPoints, PointsStateJson.Write);
        json.WriteEndObject();
    }

    public static UserState Read(JsonElement json, Func<int, Plan> planOf)
    {
        var version = json.GetProperty("version").GetInt32();
        var plan = planOf(version);
        return new UserState(UserProfileJson.Read(json.GetProperty("profile")))
        {
            Version = version,
            At = json.GetInstant("at"),
            NextDueAt = json.FindInstant("due"),
            Counters = ReadCounters(json, plan),
            Gauges = [.. json.ReadKeyed<Gauge, GaugeState?>("gauges", [.. plan.Gauges], gauge => gauge.Key, GaugeStateJson.Read)],
            Steps = json.ReadKeyed("steps", [.. plan.SequenceKeys], key => key, GaugeStateJson.ReadStep),
            Streaks = json.ReadKeyed("streaks", plan.Rulebook.Streaks, definition => definition.Key, StreakStateJson.Read),
            ActiveDays = ActiveDaysJson.Read(json),
            Pauses = PausesJson.Read(json),
            Revoked = json.TryGetProperty("revoked", out var revoked) ? [.. revoked.EnumerateArray().Select(key => key.GetString() ?? "")] : [],
            Points = json.ReadKeyed("points", plan.Rulebook.Points, definition => definition.Key, PointsStateJson.Read),
            Leaderboards = json.ReadKeyed("leaderboards", plan.Rulebook.Leaderboards, definition => definition.Key, LeaderboardStateJson.Read),
            Achievements = json.ReadKeyed<AchievementDefinition, AchievementState?>("achievements", plan.Rulebook.Achievements, definition => definition.Key, AchievementStateJson.Read),
            PastCompletions = json.ReadKeyed("pastCompletions", item => item.GetInt32()),
            FormerAchievements = json.ReadKeyed("formerAchievements", item => AchievementStateJson.Read(item) ?? throw new JsonException("A former achievement has no completion.")),
            FormerPoints = json.ReadKeyed("formerPoints", item => PointsStateJson.Read(item)),
        };
    }

    private static void WriteCounters(Utf8JsonWriter json, UserState state, Plan plan)
    {
        json.WriteStartObject("counters");
        for (var i = 0; i < plan.Counters.Count; i++)
        {
            if (state.Counters[i] != 0)
            {
                json.WriteNumber(plan.Counters[i].Key, state.Counters[i]);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteRevoked(Utf8JsonWriter json, ValueList<string> revoked)
    {
        if (revoked.Count == 0)
        {
            return;
        }

        json.WriteStartArray("revoked");
        foreach (var key in revoked)
        {
            json.WriteStringValue(key);
        }

        json.WriteEndArray();
    }

    // Left out where no condition needs them.
    private static void WriteConditions(Utf8JsonWriter json, UserState state, Plan plan)
    {
        if (plan.Gauges.Count > 0)
        {
            json.WriteKeyed(("gauges", gauge => gauge.Key), [.. plan.Gauges], [.. state.Gauges], GaugeStateJson.Write);
        }

        if (state.Steps.Count > 0)
        {
            json.WriteKeyed(("steps", key => key), [.. plan.SequenceKeys], state.Steps, GaugeStateJson.WriteStep);
        }
    }

    private static PieceList<decimal> ReadCounters(JsonElement json, Plan plan)
    {
        var counters = json.GetProperty("counters");
        return [.. plan.Counters.Select(counter => counters.TryGetProperty(counter.Key, out var value) ? value.GetDecimal() : 0m)];
    }
}
