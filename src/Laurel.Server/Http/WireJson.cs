using System.Text.Json.Serialization;
using Laurel.Server.Achievements;
using Laurel.Server.Corrections;
using Laurel.Server.Explanations;
using Laurel.Server.Leaderboards;
using Laurel.Server.Metrics;
using Laurel.Server.Points;
using Laurel.Server.Simulations;
using Laurel.Server.Streaks;
using Laurel.Server.Users;

namespace Laurel.Server.Http;

/// <summary>How all bodies are written. Generated when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(HealthResponse))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(EventResponse))]
[JsonSerializable(typeof(UpsertedUserBody))]
[JsonSerializable(typeof(UpdatedUserBody))]
[JsonSerializable(typeof(UserResponse))]
[JsonSerializable(typeof(PreferencesBody))]
[JsonSerializable(typeof(PreferencesResponse))]
[JsonSerializable(typeof(UserMetricResponse))]
[JsonSerializable(typeof(IReadOnlyList<UserMetricResponse>))]
[JsonSerializable(typeof(IReadOnlyList<AchievementResponse>))]
[JsonSerializable(typeof(IReadOnlyList<UserAchievementStatsResponse>))]
[JsonSerializable(typeof(CompletionBody))]
[JsonSerializable(typeof(CompletionResponse))]
[JsonSerializable(typeof(PointsResponse))]
[JsonSerializable(typeof(PointsLevelResponse))]
[JsonSerializable(typeof(IReadOnlyList<PointsLevelResponse>))]
[JsonSerializable(typeof(UserPointsResponse))]
[JsonSerializable(typeof(StreakResponse))]
[JsonSerializable(typeof(IReadOnlyList<StreakRowResponse>))]
[JsonSerializable(typeof(PurchaseBody))]
[JsonSerializable(typeof(PurchaseResponse))]
[JsonSerializable(typeof(SimulationBody))]
[JsonSerializable(typeof(SimulationResponse))]
[JsonSerializable(typeof(ExplanationResponse))]
[JsonSerializable(typeof(RetractionBody))]
[JsonSerializable(typeof(RetractionResponse))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(HandledAchievementResponse))]
[JsonSerializable(typeof(AdjustmentBody))]
[JsonSerializable(typeof(AdjustmentResponse))]
[JsonSerializable(typeof(AmnestyBody))]
[JsonSerializable(typeof(AmnestyResponse))]
[JsonSerializable(typeof(FreezesBody))]
[JsonSerializable(typeof(FreezesResponse))]
[JsonSerializable(typeof(IReadOnlyList<LeaderboardRowResponse>))]
[JsonSerializable(typeof(LeaderboardResponse))]
[JsonSerializable(typeof(UserLeaderboardResponse))]
internal sealed partial class WireJson : JsonSerializerContext;
