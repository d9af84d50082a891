using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Laurel.Server.Attributes;
using Laurel.Server.Bulk;
using Laurel.Server.Leaderboards;
using Laurel.Server.Metrics;
using Laurel.Server.Environments;
using Laurel.Server.Experiments;
using Laurel.Server.Keys;
using Laurel.Server.Points;
using Laurel.Server.Rulebooks;
using Laurel.Server.Streaks;
using Laurel.Server.Tenants;
using Laurel.Server.Users;

namespace Laurel.Server.Http;

/// <summary>How the bodies of the administration API are written. Generated when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeletedResponse))]
[JsonSerializable(typeof(AttributeAdminResponse))]
[JsonSerializable(typeof(IReadOnlyList<AttributeAdminResponse>))]
[JsonSerializable(typeof(CreatedResponse<AttributeAdminResponse>))]
[JsonSerializable(typeof(UpdatedResponse<AttributeAdminResponse>))]
[JsonSerializable(typeof(IReadOnlyList<AttributeBody>))]
[JsonSerializable(typeof(IReadOnlyList<AttributeChangeBody>))]
[JsonSerializable(typeof(MetricResponse))]
[JsonSerializable(typeof(IReadOnlyList<MetricResponse>))]
[JsonSerializable(typeof(CreatedResponse<MetricResponse>))]
[JsonSerializable(typeof(UpdatedResponse<MetricResponse>))]
[JsonSerializable(typeof(IReadOnlyList<MetricBody>))]
[JsonSerializable(typeof(IReadOnlyList<MetricChangeBody>))]
[JsonSerializable(typeof(BatchEventsResponse))]
[JsonSerializable(typeof(IReadOnlyList<BatchEventBody>))]
[JsonSerializable(typeof(PointsSystemResponse))]
[JsonSerializable(typeof(IReadOnlyList<PointsSystemResponse>))]
[JsonSerializable(typeof(CreatedResponse<PointsSystemResponse>))]
[JsonSerializable(typeof(UpdatedResponse<PointsSystemResponse>))]
[JsonSerializable(typeof(IReadOnlyList<PointsSystemBody>))]
[JsonSerializable(typeof(IReadOnlyList<PointsSystemChangeBody>))]
[JsonSerializable(typeof(LevelResponse))]
[JsonSerializable(typeof(IReadOnlyList<LevelResponse>))]
[JsonSerializable(typeof(CreatedResponse<LevelResponse>))]
[JsonSerializable(typeof(UpdatedResponse<LevelResponse>))]
[JsonSerializable(typeof(IReadOnlyList<LevelBody>))]
[JsonSerializable(typeof(IReadOnlyList<LevelChangeBody>))]
[JsonSerializable(typeof(BoostResponse))]
[JsonSerializable(typeof(IReadOnlyList<BoostResponse>))]
[JsonSerializable(typeof(CreatedResponse<BoostResponse>))]
[JsonSerializable(typeof(UpdatedResponse<BoostResponse>))]
[JsonSerializable(typeof(IReadOnlyList<BoostBody>))]
[JsonSerializable(typeof(IReadOnlyList<BoostChangeBody>))]
[JsonSerializable(typeof(TriggerResponse))]
[JsonSerializable(typeof(IReadOnlyList<TriggerResponse>))]
[JsonSerializable(typeof(CreatedResponse<TriggerResponse>))]
[JsonSerializable(typeof(UpdatedResponse<TriggerResponse>))]
[JsonSerializable(typeof(IReadOnlyList<TriggerBody>))]
[JsonSerializable(typeof(IReadOnlyList<TriggerChangeBody>))]
[JsonSerializable(typeof(LeaderboardAdminResponse))]
[JsonSerializable(typeof(IReadOnlyList<LeaderboardAdminResponse>))]
[JsonSerializable(typeof(CreatedResponse<LeaderboardAdminResponse>))]
[JsonSerializable(typeof(UpdatedResponse<LeaderboardAdminResponse>))]
[JsonSerializable(typeof(IReadOnlyList<LeaderboardBody>))]
[JsonSerializable(typeof(IReadOnlyList<LeaderboardChangeBody>))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TenantResponse))]
[JsonSerializable(typeof(IReadOnlyList<TenantResponse>))]
[JsonSerializable(typeof(CreatedResponse<TenantResponse>))]
[JsonSerializable(typeof(UpdatedResponse<TenantResponse>))]
[JsonSerializable(typeof(IReadOnlyList<TenantBody>))]
[JsonSerializable(typeof(IReadOnlyList<TenantChangeBody>))]
[JsonSerializable(typeof(CreatedResponse<ApplicationKeyResponse>))]
[JsonSerializable(typeof(IReadOnlyList<ApplicationKeyBody>))]
[JsonSerializable(typeof(PausesResponse))]
[JsonSerializable(typeof(PausesBody))]
[JsonSerializable(typeof(RestoreResponse))]
[JsonSerializable(typeof(RestoreBody))]
[JsonSerializable(typeof(FreezesBody))]
[JsonSerializable(typeof(FreezesResponse))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(IReadOnlyList<JsonObject>))]
[JsonSerializable(typeof(CreatedResponse<JsonObject>))]
[JsonSerializable(typeof(UpdatedResponse<JsonObject>))]
[JsonSerializable(typeof(RulebookResponse))]
[JsonSerializable(typeof(RulebookChangedResponse))]
[JsonSerializable(typeof(RulebookCheckResponse))]
[JsonSerializable(typeof(IReadOnlyList<RulebookVersionResponse>))]
[JsonSerializable(typeof(IReadOnlyList<ChangeResponse>))]
[JsonSerializable(typeof(IReadOnlyList<EnvironmentResponse>))]
[JsonSerializable(typeof(CreatedResponse<EnvironmentResponse>))]
[JsonSerializable(typeof(UpdatedResponse<EnvironmentResponse>))]
[JsonSerializable(typeof(IReadOnlyList<EnvironmentBody>))]
[JsonSerializable(typeof(IReadOnlyList<EnvironmentChangeBody>))]
[JsonSerializable(typeof(EnvironmentCopyBody))]
[JsonSerializable(typeof(ClockResponse))]
[JsonSerializable(typeof(ClockBody))]
[JsonSerializable(typeof(KeyResponse))]
[JsonSerializable(typeof(NewKeyResponse))]
[JsonSerializable(typeof(IReadOnlyList<KeyResponse>))]
[JsonSerializable(typeof(CreatedResponse<NewKeyResponse>))]
[JsonSerializable(typeof(IReadOnlyList<KeyBody>))]
[JsonSerializable(typeof(UserPageResponse))]
[JsonSerializable(typeof(UserExportResponse))]
[JsonSerializable(typeof(ExperimentsResponse))]
internal sealed partial class AdminJson : JsonSerializerContext
{
    /// <summary>How bodies of a type are written; throws when the type is not in the list.</summary>
    public static JsonTypeInfo<T> Of<T>() =>
        Default.GetTypeInfo(typeof(T)) as JsonTypeInfo<T> ?? throw new InvalidOperationException($"No body is written as {typeof(T)}.");
}
