using System.CommandLine;
using System.Net.Sockets;
using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Commands;

/// <summary><c>laurel serve</c>: the HTTP server, and the work that falls due beside it.</summary>
internal static class ServeCommand
{
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
        var command = new Command("serve", "Starts the server.") { database, urls, rulebook, adminKey };
        command.SetAction((parsed, cancellation) => Serve(
            parsed.GetRequiredValue(database), parsed.GetRequiredValue(urls).Split(';'), parsed.GetValue(rulebook), parsed.GetValue(adminKey), cancellation));
        return command;
    }

    private static async Task<int> Serve(string database, string[] urls, string? rulebook, string? adminKey, CancellationToken cancellation)
    {
        using var engine = Options.OpenEngine(database, keepsProjections: true);
        await UseRulebook(engine, rulebook);
        var keys = new KeyStore(engine.Database, SystemClock.Instance);
        Accept(keys, adminKey);
        await using var app = Application.Build(new ServeOptions(engine, keys) { Urls = urls });
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (Exception error) when (error is IOException or SocketException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw new CommandException($"Cannot listen on {string.Join(", ", urls)}: {error.Message}");
        }

        // Only now: a key that was made for a start that failed would never be seen.
        var firstKey = adminKey is null ? FirstKey(keys) : null;
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
