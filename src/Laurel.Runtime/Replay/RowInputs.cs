using Laurel.Core;
using Laurel.Core.Inputs;
using Laurel.Runtime.Inputs;
using NodaTime;

namespace Laurel.Runtime.Replay;

/// <summary>The inputs that rows of files stand for.</summary>
internal static class RowInputs
{
    public static MetricEvent Of(EventRow row, string key) => Of(row, InputIds.OfKey(row.User, row.Metric, key));

    public static MetricEvent Of(EventRow row, InputId id) => new(id, row.User, row.At, row.Metric, row.Value)
    {
        IdempotencyKey = row.Key,
        Attributes = row.Attributes is null ? AttributeSet.Empty : AttributeSet.Of(row.Attributes),
    };

    /// <summary>What a users file says about a user; the id follows from the content, so that saying it again changes nothing.</summary>
    public static Identify Of(UserRow row, Instant at)
    {
        var patch = new UserPatch
        {
            Name = row.Name is { } name ? new Change<string?>(name) : default,
            TimeZone = row.TimeZone is { } zone ? new Change<string?>(zone) : default,
            Attributes = [.. row.Attributes.Select(attribute => KeyValuePair.Create(attribute.Key, (string?)attribute.Value))],
        };
        var attributes = string.Join('\u001f', row.Attributes.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
        return new Identify(InputIds.OfKey(row.User, "", $"replay:{row.Name}\u001f{row.TimeZone}\u001f{attributes}"), row.User, at) { Patch = patch };
    }
}
