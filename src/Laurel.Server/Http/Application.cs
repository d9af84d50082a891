using Laurel.Server.Achievements;
using Laurel.Server.Leaderboards;
using Laurel.Server.Metrics;
using Laurel.Server.Notifications;
using Laurel.Server.Operations;
using Laurel.Server.Points;
using Laurel.Server.Streaks;
using Laurel.Server.Users;
using Laurel.Server.Webhooks;

namespace Laurel.Server.Http;

/// <summary>The web server: its parts, then its table of contents.</summary>
public static class Application
{
    /// <summary>A server that is ready to run; <c>Build(options).Run()</c> serves until the process is told to stop.</summary>
    public static WebApplication Build(ServeOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "laurel" });
        builder.WebHost.UseKestrelCore().UseUrls([.. options.Urls]).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Bodies are limited where they are read, so that the answer says so before the connection closes.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        AddLog(builder.Logging.SetMinimumLevel(options.LogLevel), options);
        ApiDocument.Add(builder.Services);
        builder.Services.AddRouting().AddSingleton(provider =>
            new Backend(options.Engine, options.Keys, provider.GetRequiredService<ILoggerFactory>().CreateLogger("Laurel")));
        builder.Services.AddSingleton<StreamCounts>().AddSingleton(provider =>
            new WebhookWorker(provider.GetRequiredService<Backend>(), new WebhookClient(options.AllowsPrivateWebhooks, options.WebhookTimeout)));
        if (options.RunsDueWork)
        {
            builder.Services.AddHostedService<DueLoop>().AddHostedService<WebhookLoop>();
        }

        var app = builder.Build();
        var backend = app.Services.GetRequiredService<Backend>();
        Gauges.Watch(options.Engine, app.Services.GetRequiredService<StreamCounts>());
        options.Engine.Projections.Outbox.Use((space, outcome, wanted) => FactWebhooks.Of(backend, space, outcome, wanted));
        app.Use(WithErrorBody);
        app.UseRouting();
        Map(app, backend, options);
        return app;
    }

    private static void Map(WebApplication app, Backend backend, ServeOptions options)
    {
        var v1 = new Routes(app, backend, "/v1", isAdmin: false);
        EventEndpoints.Map(v1);
        UserEndpoints.Map(v1);
        PreferenceEndpoints.Map(v1);
        MetricEndpoints.Map(v1);
        AchievementEndpoints.Map(v1);
        StreakEndpoints.Map(v1);
        PointsEndpoints.Map(v1);
        LeaderboardEndpoints.Map(v1);
        UserLeaderboardEndpoints.Map(v1);
        NotificationEndpoints.Map(v1);
        new StreamEndpoints(app.Services.GetRequiredService<StreamCounts>(), app.Lifetime).Map(v1);

        var admin = new Routes(app, backend, "/admin/v1", isAdmin: true);
        FreezeEndpoints.Map(admin);
        var webhooks = app.Services.GetRequiredService<WebhookWorker>();
        new WebhookEndpoints(webhooks, options.AllowsPrivateWebhooks).Map(admin);
        new DeliveryEndpoints(webhooks).Map(admin);

        HealthEndpoints.Map(app, backend, app.Lifetime);
        app.MapOpenApi(ApiDocument.Address);
    }

    private static void AddLog(ILoggingBuilder logging, ServeOptions options)
    {
        if (options.LogsJson)
        {
            logging.AddJsonConsole();
        }
        else
        {
            logging.AddSimpleConsole(console => console.SingleLine = true);
        }
    }

    // Addresses and methods that no endpoint takes are answered like any other error.
    private static async Task WithErrorBody(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Response is { HasStarted: false, ContentLength: null or 0, StatusCode: 404 or 405 })
        {
            Reply.Of(context.Response.StatusCode == StatusCodes.Status404NotFound ? ErrorTable.NotFound : ErrorTable.MethodNotAllowed).Write(context.Response);
        }
    }
}
