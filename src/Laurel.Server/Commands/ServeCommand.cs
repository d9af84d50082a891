using System.CommandLine;
using System.Net.Sockets;
using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;
using Laurel.Server.Operations;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Commands;

/// <summary><c>laurel serve</c>: the HTTP server, and the work that falls due beside it.</summary>
internal static class ServeCommand
{
    private const int LateDays = 30;
    private const int LateDaysMax = 36_500;

    private sealed record Request(string Database, string[] Urls, string? Rulebook, string? AdminKey)
    {
        public required Duration LateWindow { get; init; }

        public required Func<ServeOptions, ServeOptions> Configure { get; init; }
    }

    public static Command Create()
    {
        var database = Options.Database();
        var urls = new Option<string>("--urls")
        {
            Description = "Where to listen, separated by semicolons.",
            DefaultValueFactory = _ => "http://127.0.0.1:8080",
        };
        var rulebook = new Option<string?>("--rulebook") { Description = "The rulebook of a new database; one that has a rulebook keeps it." };
        var adminKey = new Option<string?>("--admin-key")
        {
            Description = "An admin key to accept, prefix.secret. Also LAUREL_ADMIN_KEY.",
            DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LAUREL_ADMIN_KEY") is { Length: > 0 } value ? value : null,
        };
        var isPrivate = new Option<bool>("--allow-private-webhooks") { Description = "Lets webhooks go to private, loopback and link-local addresses." };
        var logLevel = new Option<LogLevel>("--log-level") { Description = "The least that is logged.", DefaultValueFactory = _ => LogLevel.Warning };
        var logFormat = new Option<string>("--log-format") { Description = "text or json.", DefaultValueFactory = _ => "text" }.AcceptOnlyFromAmong("text", "json");
        var late = new Option<int>("--late-days")
        {
            Description = "How many days late an event may be that lies before what its user's state covers.",
            DefaultValueFactory = _ => LateDays,
        };
        var writes = new Option<int>("--rate-writes") { Description = "Events, completions and administration requests per second and key; 0: any number." };
        var reads = new Option<int>("--rate-reads") { Description = "Other requests per second and key; 0: any number." };
        var command = new Command("serve", "Starts the server.") { database, urls, rulebook, adminKey, late, writes, reads, isPrivate, logLevel, logFormat };
        command.SetAction((parsed, cancellation) => Serve(
            new Request(parsed.GetRequiredValue(database), parsed.GetRequiredValue(urls).Split(';'), parsed.GetValue(rulebook), parsed.GetValue(adminKey))
            {
                LateWindow = WindowOf(parsed.GetValue(late)),
                Configure = options => options with
                {
                    RateLimits = new RateLimits(parsed.GetValue(writes), parsed.GetValue(reads)),
                    AllowsPrivateWebhooks = parsed.GetValue(isPrivate),
                    LogLevel = parsed.GetValue(logLevel),
                    LogsJson = parsed.GetValue(logFormat) == "json",
                },
            },
            cancellation));
        return command;
    }

    private static Duration WindowOf(int days) => days is >= 0 and <= LateDaysMax
        ? Duration.FromDays(days)
        : throw new CommandException($"--late-days: {days} does not lie between 0 and {LateDaysMax}.");

    private static async Task<int> Serve(Request request, CancellationToken cancellation)
    {
        using var engine = Options.OpenEngine(request.Database, keepsProjections: true, request.LateWindow);
        await UseRulebook(engine, request.Rulebook);
        var keys = new KeyStore(engine.Database, SystemClock.Instance);
        Accept(keys, request.AdminKey);
        using var telemetry = Telemetry.Start();
        await using var app = Application.Build(request.Configure(new ServeOptions(engine, keys) { Urls = request.Urls }));
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or SocketException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new CommandException($"Cannot listen on {string.Join(", ", request.Urls)}: {error.Message}");
        }

        // Only now: a key that was made for a start that failed would never be seen.
        var firstKey = request.AdminKey is null ? FirstKey(keys) : null;
        Greeting.Print(app.Urls.First(), engine, firstKey);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    // A database that has a rulebook keeps it: serving must not change the rules by accident.
    private static async Task UseRulebook(Engine engine, string? file)
    {
        if (engine.TimelineOf(Space.Default) is not { } timeline)
        {
            if (file is null)
            {
                throw new CommandException($"{engine.Database.Name} has no rulebook yet; name one with --rulebook.");
            }

            // Of several servers that start at once, one stores it.
            var first = Options.ReadRulebook(file);
            await engine.Editor.Edit(Space.Default, "command line", _ => first);
        }
        else if (file is not null && File.Exists(file) && !Options.ReadRulebook(file).Equals(timeline.Current.Rulebook))
        {
            Console.Error.WriteLine($"note: {file} differs from version {timeline.Current.Version}, which stays in force; 'laurel apply {file}' makes it the next version.");
        }
    }

    private static void Accept(KeyStore keys, string? given)
    {
        if (given is null)
        {
            return;
        }

        if (keys.Find(given.Split('.')[0]) is { RevokedAt: not null } revoked)
        {
            throw new CommandException($"--admin-key: the key {revoked.Prefix} was revoked; give another one.");
        }

        try
        {
            keys.Create(new NewKey(Space.Default, KeyKind.Admin, "given at start") { Fixed = given });
        }
        catch (ArgumentException error)
        {
            throw new CommandException($"--admin-key: {error.Message.Split(" (Parameter", 2)[0]}");
        }
    }

    // A key to show, where there is none yet; others cannot be shown, because only their hashes are kept.
    private static string? FirstKey(KeyStore keys) =>
        keys.List(Space.Default).Any(key => key.Kind == KeyKind.Admin && key.RevokedAt is null)
            ? null
            : keys.Create(new NewKey(Space.Default, KeyKind.Admin, "first start"));
}
