using System.CommandLine;
using Laurel.Runtime.Keys;
using Laurel.Runtime.Spaces;
using NodaTime;
using NodaTime.Text;

namespace Laurel.Server.Commands;

/// <summary><c>laurel keys create|list|revoke</c>, also while a server runs on the same file.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Makes, lists and revokes API keys.") { CreateKey(), ListKeys(), RevokeKey() };

    private static Command CreateKey()
    {
        var name = new Option<string>("--name") { Description = "For people.", DefaultValueFactory = _ => "command line" };
        var user = new Option<string?>("--user") { Description = "Makes a key for this user's own data only; without it, an admin key." };
        var database = Options.Database();
        var command = new Command("create", "Makes a key and prints it, once.") { name, user, database };
        command.SetAction(parsed => With(parsed.GetRequiredValue(database), keys =>
        {
            var userId = parsed.GetValue(user);
            var kind = userId is null ? KeyKind.Admin : KeyKind.User;
            Console.WriteLine(keys.Create(new NewKey(Space.Default, kind, parsed.GetRequiredValue(name)) { UserId = userId }));
        }));
        return command;
    }

    private static Command ListKeys()
    {
        var database = Options.Database();
        var command = new Command("list", "Lists keys by prefix, revoked ones too.") { database };
        command.SetAction(parsed => With(parsed.GetRequiredValue(database), keys =>
        {
            foreach (var key in keys.List(Space.Default))
            {
                Console.WriteLine(string.Join("  ", key.Prefix.PadRight(14), key.Kind.ToString().ToLowerInvariant().PadRight(5), State(key).PadRight(8), Text(key.CreatedAt), key.UserId ?? key.Name));
            }
        }));
        return command;
    }

    private static Command RevokeKey()
    {
        var prefix = new Argument<string>("PREFIX") { Description = "What stands before the dot of the key." };
        var database = Options.Database();
        var command = new Command("revoke", "Ends a key at once.") { prefix, database };
        command.SetAction(parsed => With(parsed.GetRequiredValue(database), keys =>
        {
            if (!keys.Revoke(parsed.GetRequiredValue(prefix)))
            {
                throw new CommandException($"There is no working key with the prefix {parsed.GetRequiredValue(prefix)}.");
            }

            Console.WriteLine($"{parsed.GetRequiredValue(prefix)} is revoked.");
        }));
        return command;
    }

    private static void With(string database, Action<KeyStore> work)
    {
        using var sqlite = Options.OpenExisting(database);
        work(new KeyStore(sqlite, SystemClock.Instance));
    }

    private static string State(ApiKey key) => key.RevokedAt is null ? "works" : "revoked";

    private static string Text(Instant at) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'").Format(at);
}
