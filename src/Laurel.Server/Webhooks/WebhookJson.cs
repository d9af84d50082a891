using System.Text.Json.Serialization;
using Laurel.Server.Achievements;
using Laurel.Server.Leaderboards;
using Laurel.Server.Points;
using Laurel.Server.Streaks;
using Laurel.Server.Users;

namespace Laurel.Server.Webhooks;

/// <summary>How the bodies of messages and those about endpoints are written. Generated when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AchievementMessage))]
[JsonSerializable(typeof(AchievementDueMessage))]
[JsonSerializable(typeof(StreakMessage))]
[JsonSerializable(typeof(StreakLostMessage))]
[JsonSerializable(typeof(FreezeConsumedMessage))]
[JsonSerializable(typeof(FreezeEarnedMessage))]
[JsonSerializable(typeof(PointsMessage))]
[JsonSerializable(typeof(LevelMessage))]
[JsonSerializable(typeof(BoostMessage))]
[JsonSerializable(typeof(LeaderboardMessage))]
[JsonSerializable(typeof(RankMessage))]
[JsonSerializable(typeof(RecapMessage))]
[JsonSerializable(typeof(ReactivationMessage))]
[JsonSerializable(typeof(StreakReminderMessage))]
[JsonSerializable(typeof(TestMessage))]
[JsonSerializable(typeof(WebhookBody))]
[JsonSerializable(typeof(WebhookResponse))]
[JsonSerializable(typeof(IReadOnlyList<WebhookResponse>))]
[JsonSerializable(typeof(DeliveryResponse))]
[JsonSerializable(typeof(IReadOnlyList<DeliveryResponse>))]
[JsonSerializable(typeof(RotationBody))]
[JsonSerializable(typeof(DeletedResponse))]
internal sealed partial class WebhookJson : JsonSerializerContext;
