namespace Laurel.Server.Http;

/// <summary>A page on which people read both published documents. It needs nothing from elsewhere.</summary>
internal static class DocsPage
{
    public const string Address = "/docs";

    private const string Policy = "default-src 'none'; connect-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private static readonly byte[] Page = Read();

    public static void Map(IEndpointRouteBuilder app) => app.MapGet(Address, (RequestDelegate)(context =>
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return context.Response.Body.WriteAsync(Page, context.RequestAborted).AsTask();
    }));

    private static byte[] Read()
    {
        using var stream = typeof(DocsPage).Assembly.GetManifestResourceStream("docs.html") ?? throw new InvalidOperationException("The page is not part of the program.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
