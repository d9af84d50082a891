using Laurel.Core;
using Laurel.Runtime.Spaces;
using NodaTime;

namespace Laurel.Runtime.Webhooks;

/// <summary>An address that messages are sent to.</summary>
/// <param name="Id">Never used again.</param>
/// <param name="Name">For people.</param>
/// <param name="Url">http or https.</param>
/// <param name="Types">What it subscribes to, of <see cref="WebhookTypes.All"/>.</param>
/// <param name="Secret">What its messages are signed with; see <see cref="WebhookSecret"/>.</param>
public sealed record WebhookEndpoint(Guid Id, Space Space, string Name, string Url, ValueList<string> Types, string Secret)
{
    /// <summary>Endpoints of a space.</summary>
    public const int EndpointsMax = 20;

    /// <summary>How long a secret that was replaced still signs beside the new one.</summary>
    public static readonly Duration RotationTime = Duration.FromDays(1);

    /// <summary>False: nothing is sent, and nothing new is kept for it.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The secret before the last rotation; null: none.</summary>
    public string? PreviousSecret { get; init; }

    public Instant? RotatedAt { get; init; }

    public Instant CreatedAt { get; init; }

    public Instant UpdatedAt { get; init; }

    /// <summary>The secrets that sign at an instant, the present one first.</summary>
    public IReadOnlyList<string> SecretsAt(Instant now) =>
        PreviousSecret is { } previous && RotatedAt is { } at && now < at + RotationTime ? [Secret, previous] : [Secret];
}
