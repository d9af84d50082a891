using System.Text.Json.Serialization;

namespace Laurel.Server.Notifications;

/// <summary>How bodies about notifications are written. Generated when the program is built.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NotificationResponse))]
[JsonSerializable(typeof(NotificationsResponse))]
[JsonSerializable(typeof(UnreadResponse))]
[JsonSerializable(typeof(ReadBody))]
internal sealed partial class NotificationJson : JsonSerializerContext;
