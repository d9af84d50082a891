using System.CommandLine;
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
        var shownKey = AdminKey(keys, adminKey);
        await using var app = Application.Build(new ServeOptions(engine, keys) { Urls = urls });
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException error)
        {
            throw new CommandException($"Cannot listen on {string.Join(", ", urls)}: {error.Message}");
        }

        Greeting.Print(app.Urls.First(), engine, shownKey);
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
                throw new CommandException($"{engine.Database.File} has no rulebook yet; name one with --rulebook.");
            }

            await engine.Apply(Space.Default, Options.ReadRulebook(file), "command line");
        }
        else if (file is not null && File.Exists(file) && !Options.ReadRulebook(file).Equals(timeline.Current.Rulebook))
        {
            Console.Error.WriteLine($"note: {file} differs from version {timeline.Current.Version}, which stays in force; 'laurel apply {file}' makes it the next version.");
        }
    }

    // The key to show: null when keys exist and none was given, because only their hashes are kept.
    private static string? AdminKey(KeyStore keys, string? given)
    {
        if (given is not null)
        {
            try
            {
                keys.Create(new NewKey(Space.Default, KeyKind.Admin, "given at start") { Fixed = given });
            }
            catch (ArgumentException error)
            {
                throw new CommandException($"--admin-key: {error.Message.Split(" (Parameter", 2)[0]}");
            }

            return null;
        }

        return keys.List(Space.Default).Any(key => key.Kind == KeyKind.Admin && key.RevokedAt is null)
            ? null
            : keys.Create(new NewKey(Space.Default, KeyKind.Admin, "first start"));
    }
}
