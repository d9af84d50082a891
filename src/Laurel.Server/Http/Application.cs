using Laurel.Server.Achievements;
using Laurel.Server.Attributes;
using Laurel.Server.Corrections;
using Laurel.Server.Environments;
using Laurel.Server.Experiments;
using Laurel.Server.Keys;
using Laurel.Server.Leaderboards;
using Laurel.Server.Metrics;
using Laurel.Server.Points;
using Laurel.Server.Rulebooks;
using Laurel.Server.Simulations;
using Laurel.Server.Streaks;
using Laurel.Server.Summaries;
using Laurel.Server.Tenants;
using Laurel.Server.Users;
using Laurel.Server.Wrapped;

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
        builder.Logging.SetMinimumLevel(options.LogLevel).AddSimpleConsole(console => console.SingleLine = true);
        ApiDocument.Add(builder.Services);
        Browsers.Add(builder.Services);
        builder.Services.AddRouting().AddSingleton(provider =>
            new Backend(options, provider.GetRequiredService<ILoggerFactory>().CreateLogger("Laurel")));
        if (options.RunsDueWork)
        {
            builder.Services.AddHostedService<DueLoop>();
        }

        var app = builder.Build();
        app.Use(WithErrorBody);
        app.UseRouting();
        app.UseCors();
        Map(app, app.Services.GetRequiredService<Backend>());
        return app;
    }

    private static void Map(IEndpointRouteBuilder app, Backend backend)
    {
        MapApplication(new Routes(app, backend, "/v1", isAdmin: false));
        // What old clients are written for.
        MapApplication(new Routes(app, backend, "/api", isAdmin: false) { IsDescribed = false });

        MapAdmin(new Routes(app, backend, "/admin/v1", isAdmin: true));
        HealthEndpoints.Map(app, backend);
        ApiDocument.Map(app);
        DocsPage.Map(app);
    }

    private static void MapApplication(Routes v1)
    {
        EventEndpoints.Map(v1);
        UserEndpoints.Map(v1);
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
        KeyEndpoints.Map(admin);
        UserAdminEndpoints.Map(admin);
        ExperimentEndpoints.Map(admin);
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
