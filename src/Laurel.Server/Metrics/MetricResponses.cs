using Laurel.Server.Achievements;

namespace Laurel.Server.Metrics;

/// <summary>A user's total in one metric, with all achievements of that metric.</summary>
internal sealed record UserMetricResponse(string Id, string Key, string Name, string Status, decimal Current, IReadOnlyList<UserAchievementResponse> Achievements);
