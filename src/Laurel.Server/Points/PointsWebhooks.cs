using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Laurel.Core.Facts;
using Laurel.Core.Points;
using Laurel.Runtime.Webhooks;
using Laurel.Server.Http;
using Laurel.Server.Users;
using Laurel.Server.Webhooks;

namespace Laurel.Server.Points;

/// <summary>points.changed.</summary>
internal sealed record PointsMessage(string Type, UserResponse User, EventPointsResponse Points);

/// <summary>points.level_changed.</summary>
internal sealed record LevelMessage(string Type, UserResponse User, TotalPointsResponse Points, PointsLevelResponse? PreviousLevel, PointsLevelResponse? NewLevel);

/// <summary>A points system and a user's balance in it.</summary>
internal sealed record TotalPointsResponse : PointsFields
{
    [SetsRequiredMembers]
    public TotalPointsResponse(PointsFields fields) : base(fields)
    {
    }

    [JsonPropertyOrder(1)]
    public long Total { get; init; }
}

/// <summary>points.boost_started and points.boost_finished.</summary>
internal sealed record BoostMessage(string Type, string Timestamp, BoostChangeResponse Boost);

/// <summary>A boost whose time began or ended; status: active or finished.</summary>
internal sealed record BoostChangeResponse
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Status { get; init; }

    /// <summary>The only user it is for; null: for all, or for those with certain attributes.</summary>
    public required string? UserId { get; init; }

    public required string PointsSystemId { get; init; }

    public required string PointsSystemKey { get; init; }

    public required string PointsSystemName { get; init; }

    public required string Start { get; init; }

    public required string? End { get; init; }

    public required decimal Multiplier { get; init; }

    public required string Rounding { get; init; }
}

/// <summary>Messages about points.</summary>
internal static class PointsWebhooks
{
    /// <summary>Awards that one message lists at most: the latest.</summary>
    public const int AwardsMax = 100;

    /// <summary>One message per system whose balance moved.</summary>
    public static IEnumerable<Announcement> Changed(Telling telling, IReadOnlyList<Fact> facts) => telling.Wanted.Contains(WebhookTypes.PointsChanged)
        ? PointsWire.Changed(telling.Catalogs, telling.Catalog, telling.State, new CausedFacts(facts, [])).SelectMany(changed => telling.Say(
            WebhookTypes.PointsChanged,
            () => new PointsMessage(WebhookTypes.PointsChanged, telling.User, changed.Value with { Awards = [.. changed.Value.Awards.TakeLast(AwardsMax)] }),
            WebhookJson.Default.PointsMessage,
            subject: $"{WebhookTypes.PointsChanged} {changed.Key} {telling.State.Profile.Id}"))
        : [];

    public static IEnumerable<Announcement> LevelChanged(Telling telling, LevelChanged fact) =>
        telling.Catalog.FindPoints(fact.System) is not { } entry ? [] : telling.Say(
            WebhookTypes.LevelChanged,
            () => new LevelMessage(
                WebhookTypes.LevelChanged, telling.User, new(entry.Response) { Total = entry.BalanceOf(telling.State) },
                entry.FindLevel(fact.Previous), entry.FindLevel(fact.Level)),
            WebhookJson.Default.LevelMessage);

    /// <summary>One message for two changes: what the later one says, with the points and awards of both.</summary>
    public static string Merge(string earlier, string later)
    {
        if (JsonNode.Parse(earlier)?["points"] is not JsonObject before || JsonNode.Parse(later) is not { } merged || merged["points"] is not JsonObject after)
        {
            return later;
        }

        after["added"] = (long?)before["added"] + (long?)after["added"];
        if (!after.ContainsKey("level") && before.TryGetPropertyValue("level", out var level))
        {
            after["level"] = level?.DeepClone();
        }

        var awards = Awards(before).Concat(Awards(after)).TakeLast(AwardsMax).Select(award => award?.DeepClone()).ToArray();
        after["awards"] = new JsonArray(awards);
        return merged.ToJsonString(Relaxed);
    }

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<JsonNode?> Awards(JsonObject points) => points["awards"]?.AsArray() ?? [];
}
