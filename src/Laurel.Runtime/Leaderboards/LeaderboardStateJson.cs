using System.Text.Json;
using Laurel.Core.Leaderboards;
using Laurel.Runtime.Users;

namespace Laurel.Runtime.Leaderboards;

/// <summary>A user's scores on a board inside a stored state: arrays of run, group (null: not ranked), value, reached at;
/// on boards that need more, also the tie-breakers, whether it is hidden, and the tally: count, sum and last at.</summary>
internal static class LeaderboardStateJson
{
    /// <summary>Parts of a score on a board without tie-breakers and tally.</summary>
    private const int PlainLength = 4;

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
            WriteMore(json, score);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    public static LeaderboardState Read(JsonElement json) => json.ValueKind == JsonValueKind.Undefined
        ? LeaderboardState.None
        : new([.. json.EnumerateArray().Select(ReadScore)]);

    private static void WriteMore(Utf8JsonWriter json, ScoreEntry score)
    {
        if (score.Ties.Count == 0 && score.Tally is null && !score.IsHidden)
        {
            return;
        }

        json.WriteStartArray();
        foreach (var tie in score.Ties)
        {
            if (tie is { } value)
            {
                json.WriteNumberValue(value);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
        json.WriteBooleanValue(score.IsHidden);
        if (score.Tally is { } tally)
        {
            json.WriteNumberValue(tally.Count);
            json.WriteNumberValue(tally.Sum);
            json.WriteNumberValue(tally.LastAt.ToUnixTimeMilliseconds());
        }
    }

    private static ScoreEntry ReadScore(JsonElement json)
    {
        var group = json[1].GetString() is { } key ? new Group(key) : (Group?)null;
        var score = new ScoreEntry(StateJson.Date(json[0].GetString() ?? ""), group, json[2].GetDecimal(), json[3].AsInstant());
        var length = json.GetArrayLength();
        return length <= PlainLength ? score : score with
        {
            Ties = [.. json[PlainLength].EnumerateArray().Select(tie => tie.ValueKind == JsonValueKind.Null ? (decimal?)null : tie.GetDecimal())],
            IsHidden = json[PlainLength + 1].GetBoolean(),
            Tally = length > PlainLength + 2
                ? new ScoreTally(json[PlainLength + 2].GetInt32(), json[PlainLength + 3].GetDecimal(), json[PlainLength + 4].AsInstant())
                : null,
        };
    }
}
