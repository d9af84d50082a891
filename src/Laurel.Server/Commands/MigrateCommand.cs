using System.CommandLine;
using Laurel.Runtime.Databases;

namespace Laurel.Server.Commands;

/// <summary><c>laurel migrate</c>: brings a database's schema up to date, before the servers are replaced. They do it themselves otherwise.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var command = new Command("migrate", "Brings the schema of a database up to date; servers do so when they start.") { database };
        command.SetAction(parsed =>
        {
            using var opened = Options.Open(parsed.GetRequiredValue(database));
            Console.WriteLine($"{opened.Name} has schema version {Migrations.Latest}.");
            return 0;
        });
        return command;
    }
}
