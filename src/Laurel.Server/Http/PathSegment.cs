using Microsoft.AspNetCore.Http.Features;

namespace Laurel.Server.Http;

/// <summary>Decodes path segments wholly: the server leaves %2F as it is, so that an id with a slash stays one segment.</summary>
internal static class PathSegment
{
    public static string Decoded(HttpContext context, string name)
    {
        var value = context.Request.RouteValues[name] as string ?? "";
        return value.Contains('%') ? Raw(context, name) ?? value : value;
    }

    // %252F and %2F look the same once the server has decoded the rest; the request line still tells them apart.
    private static string? Raw(HttpContext context, string name)
    {
        var pattern = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern;
        var target = context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var path = target.StartsWith('/') ? target.Split('?')[0] : "";
        var segments = path.TrimStart('/').Split('/');
        if (pattern is null || segments.Length != pattern.PathSegments.Count)
        {
            return null;
        }

        var index = pattern.PathSegments.ToList().FindIndex(segment =>
            segment.Parts is [Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter] && parameter.Name == name);
        return index < 0 ? null : Uri.UnescapeDataString(segments[index]);
    }
}
