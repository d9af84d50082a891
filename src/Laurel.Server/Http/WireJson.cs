using System.Text.Json.Serialization;
using Laurel.Server.Achievements;
using Laurel.Server.Leaderboards;
using Laurel.Server.Metrics;
using Laurel.Server.Points;
using Laurel.Server.Streaks;
using Laurel.Server.Users;

namespace Laurel.Server.Http;

/// <summary>How all bodies are written. Generated when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorResponse))]
[JsonSerializable(typeof(EventBody))]
[JsonSerializable(typeof(EventResponse))]
[JsonSerializable(typeof(PointsLevelResponse))]
internal sealed partial class WireJson : JsonSerializerContext;
