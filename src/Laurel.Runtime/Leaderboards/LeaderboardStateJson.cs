using System.Text.Json;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Leaderboards;

/// <summary>A user's scores on a board inside a stored state: arrays of run, group (null: not ranked), value, reached at.</summary>
internal static class LeaderboardStateJson
{
    public static void Write(Utf8JsonWriter json, string key, LeaderboardState state)
    {
        if (state.Scores.Count == 0)
        {
            return;
        }

        json.WriteStartArray(key);
        foreach (var score in state.Scores)
        {
            json.WriteStartArray();
            json.WriteStringValue(StateJson.Text(score.Run));
            json.WriteStringValue(score.Group?.Key);
            json.WriteNumberValue(score.Value);
            json.WriteNumberValue(score.ReachedAt.ToUnixTimeMilliseconds());
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static LeaderboardState Read(JsonElement json) => json.ValueKind == JsonValueKind.Undefined
        ? LeaderboardState.None
        : new([.. json.EnumerateArray().Select(ReadScore)]);

    private static ScoreEntry ReadScore(JsonElement json) => new(
        StateJson.Date(json[0].GetString() ?? ""), json[1].GetString() is { } group ? new Group(group) : null, json[2].GetDecimal(), json[3].AsInstant());
}
