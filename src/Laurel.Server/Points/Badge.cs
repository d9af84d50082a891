using Laurel.Core;
using Laurel.Server.Http;

namespace Laurel.Server.Points;

/// <summary>A picture, as the administration API names it.</summary>
internal sealed record Badge(string Url)
{
    public static Badge? Of(string? url) => url is null ? null : new(url);

    /// <summary>The url in the field badge; null takes it away, absent leaves what was before.</summary>
    public static string? Read(FieldReader item, string? before)
    {
        if (item.IsNull("badge"))
        {
            return null;
        }

        if (item.Object("badge") is not { } badge)
        {
            return before;
        }

        if (!badge.Has("url"))
        {
            badge.Problem("url", "is required");
        }

        return badge.Text("url", Limits.TextLengthMax) ?? before;
    }
}
