using System.Data.Common;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Http;

/// <summary>Whether the server is well; asked without a key.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app, Backend backend)
    {
        app.MapGet("/health", (RequestDelegate)(context => Ready(context, backend)));
        app.MapGet("/health/ready", (RequestDelegate)(context => Ready(context, backend)));
        app.MapGet("/health/live", (RequestDelegate)(context => Write(context, StatusCodes.Status200OK, "ok")));
    }

    private static Task Ready(HttpContext context, Backend backend) =>
        backend.Engine.TimelineOf(Space.Default) is null ? Write(context, StatusCodes.Status503ServiceUnavailable, "no rulebook")
        : CanRead(backend.Engine.Database) ? Write(context, StatusCodes.Status200OK, "ok")
        : Write(context, StatusCodes.Status503ServiceUnavailable, "the database cannot be read");

    private static bool CanRead(Database database)
    {
        try
        {
            using var connection = database.Connect();
            using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from spaces";
            return command.ExecuteScalar() is long;
        }
        catch (DbException)
        {
            return false;
        }
    }

    private static Task Write(HttpContext context, int status, string text)
    {
        new Reply(status, new HealthResponse(text), WireJson.Default.HealthResponse).Write(context.Response);
        return Task.CompletedTask;
    }
}

/// <summary>ok, or what is missing.</summary>
internal sealed record HealthResponse(string Status);
