using System.Text.Json.Serialization;
using Laurel.Runtime.Points;
using Laurel.Server.Achievements;
using Laurel.Server.Corrections;
using Laurel.Server.Explanations;
using Laurel.Server.Leaderboards;
using Laurel.Server.Metrics;
using Laurel.Server.Points;
using Laurel.Server.Simulations;
using Laurel.Server.Streaks;
using Laurel.Server.Summaries;
using Laurel.Server.Users;
using Laurel.Server.Wrapped;

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
[JsonSerializable(typeof(StatisticsResponse))]
[JsonSerializable(typeof(WrappedResponse))]
[JsonSerializable(typeof(TransferBody))]
[JsonSerializable(typeof(TransferResponse))]
[JsonSerializable(typeof(AdjustmentBody))]
[JsonSerializable(typeof(IReadOnlyList<PointsRange>))]
[JsonSerializable(typeof(IReadOnlyList<LevelCountResponse>))]
[JsonSerializable(typeof(IReadOnlyList<PointsBoostResponse>))]
[JsonSerializable(typeof(IReadOnlyList<SummaryResponse>))]
[JsonSerializable(typeof(IReadOnlyList<StreakRankingResponse>))]
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
[JsonSerializable(typeof(AmnestyBody))]
[JsonSerializable(typeof(AmnestyResponse))]
[JsonSerializable(typeof(IReadOnlyList<LeaderboardRowResponse>))]
[JsonSerializable(typeof(LeaderboardResponse))]
[JsonSerializable(typeof(UserLeaderboardResponse))]
[JsonSerializable(typeof(BoardStatisticsResponse))]
internal sealed partial class WireJson : JsonSerializerContext;
