using Laurel.Runtime.Databases;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Http;

/// <summary>Whether the server is well; asked without a key.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app, Backend backend, IHostApplicationLifetime lifetime)
    {
        app.MapGet("/health", (RequestDelegate)(context => Ready(context, backend, lifetime)));
        app.MapGet("/health/ready", (RequestDelegate)(context => Ready(context, backend, lifetime)));
        app.MapGet("/health/live", (RequestDelegate)(context => Write(context, StatusCodes.Status200OK, "ok")));
    }

    private static Task Ready(HttpContext context, Backend backend, IHostApplicationLifetime lifetime)
    {
        var missing = lifetime.ApplicationStopping.IsCancellationRequested ? "stopping"
            : backend.Engine.TimelineOf(Space.Default) is null ? "no rulebook"
            : !backend.Engine.IsAlive ? "inputs are no longer applied"
            : !CanRead(backend.Engine.Database) ? "the database cannot be read"
            : null;
        return Write(context, missing is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, missing ?? "ok");
    }

    private static bool CanRead(Database database)
    {
        try
        {
            using var connection = database.ConnectAside();
            using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from spaces";
            return command.ExecuteScalar() is long;
        }
        catch (Exception error) when (DatabaseErrors.Find(error) is not null)
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
