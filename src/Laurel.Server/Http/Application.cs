using Laurel.Server.Achievements;
using Laurel.Server.Attributes;
using Laurel.Server.Corrections;
using Laurel.Server.Environments;
using Laurel.Server.Experiments;
using Laurel.Server.Explanations;
using Laurel.Server.Keys;
using Laurel.Server.Leaderboards;
using Laurel.Server.Metrics;
using Laurel.Server.Notifications;
using Laurel.Server.Operations;
using Laurel.Server.Points;
using Laurel.Server.Rulebooks;
using Laurel.Server.Simulations;
using Laurel.Server.Streaks;
using Laurel.Server.Summaries;
using Laurel.Server.Tenants;
using Laurel.Server.Users;
using Laurel.Server.Webhooks;
using Laurel.Server.Wrapped;
using Microsoft.Extensions.Logging.Console;

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
            // A hundred ids of 255 characters, every byte percent-encoded.
            kestrel.Limits.MaxRequestLineSize = 256 * 1024;
        });
        AddLog(builder.Logging.SetMinimumLevel(options.LogLevel), options);
        ApiDocument.Add(builder.Services);
        Browsers.Add(builder.Services);
        // Addresses that browsers may ask say so, and requests of others pass by what answers browsers.
        builder.Services.AddRouting(routing => routing.SuppressCheckForUnhandledSecurityMetadata = true).AddSingleton(provider =>
            new Backend(options, provider.GetRequiredService<ILoggerFactory>().CreateLogger("Laurel")));
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
        app.UseRouting();
        app.UseWhen(context => context.GetEndpoint() is not RouteEndpoint, unknown => unknown.Use(WithErrorBody));
        app.UseWhen(context => context.Request.Headers.Origin.Count > 0, browser => browser.UseCors());
        Map(app, backend, options);
        return app;
    }

    private static void Map(WebApplication app, Backend backend, ServeOptions options)
    {
        var streams = new StreamEndpoints(app.Services.GetRequiredService<StreamCounts>(), app.Lifetime);
        MapApplication(new Routes(app, backend, "/v1", isAdmin: false), streams);
        // What old clients are written for.
        MapApplication(new Routes(app, backend, "/api", isAdmin: false) { IsDescribed = false }, streams);

        var admin = new Routes(app, backend, "/admin/v1", isAdmin: true);
        MapAdmin(admin);
        var webhooks = app.Services.GetRequiredService<WebhookWorker>();
        new WebhookEndpoints(webhooks, options.AllowsPrivateWebhooks).Map(admin);
        new DeliveryEndpoints(webhooks).Map(admin);
        HealthEndpoints.Map(app, backend, app.Lifetime);
        ApiDocument.Map(app);
        DocsPage.Map(app);
    }

    private static void MapApplication(Routes v1, StreamEndpoints streams)
    {
        EventEndpoints.Map(v1);
        UserEndpoints.Map(v1);
        ExplanationEndpoints.Map(v1);
        PreferenceEndpoints.Map(v1);
        MetricEndpoints.Map(v1);
        SummaryEndpoints.Map(v1);
        AchievementEndpoints.Map(v1);
        StreakEndpoints.Map(v1);
        PurchaseEndpoints.Map(v1);
        StreakRankingEndpoints.Map(v1);
        PointsEndpoints.Map(v1);
        BoostEndpoints.Map(v1);
        PointsCountEndpoints.Map(v1);
        TransferEndpoints.Map(v1);
        LeaderboardEndpoints.Map(v1);
        UserLeaderboardEndpoints.Map(v1);
        BoardStatisticsEndpoints.Map(v1);
        NotificationEndpoints.Map(v1);
        streams.Map(v1);
        WrappedEndpoints.Map(v1);
    }

    private static void MapAdmin(Routes admin)
    {
        AttributeEndpoints.Map(admin);
        MetricAdminEndpoints.Map(admin);
        PointsAdminEndpoints.Map(admin);
        AdjustmentEndpoints.Map(admin);
        StatisticsEndpoints.Map(admin);
        LeaderboardAdminEndpoints.Map(admin);
        FreezeEndpoints.Map(admin);
        PauseEndpoints.Map(admin);
        RestoreEndpoints.Map(admin);
        ApplicationKeyEndpoints.Map(admin);
        TenantEndpoints.Map(admin);
        CorrectionEndpoints.Map(admin);
        SimulationEndpoints.Map(admin);
        AchievementAdminEndpoints.Map(admin);
        StreakAdminEndpoints.Map(admin);
        RulebookEndpoints.Map(admin);
        EnvironmentEndpoints.Map(admin);
        ClockEndpoints.Map(admin);
        KeyEndpoints.Map(admin);
        UserAdminEndpoints.Map(admin);
        ExperimentEndpoints.Map(admin);
    }

    private static void AddLog(ILoggingBuilder logging, ServeOptions options)
    {
        // At lower levels the web server writes addresses, which have ids of users.
        logging.AddFilter("Microsoft.AspNetCore", level => level >= LogLevel.Warning);
        // Else every request has a trace and a scope of its own, which nobody reads.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // Whoever reads the log may stand still: then entries are left out, and requests go on.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
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
