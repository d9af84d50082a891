using System.CommandLine;
using System.Data.Common;
using Laurel.Runtime.Databases;

namespace Laurel.Server.Commands;

/// <summary>The verbs of <c>laurel</c>.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("Laurel: a self-hosted gamification server and engine.")
        {
            ServeCommand.Create(),
            CheckCommand.Create(),
            ApplyCommand.Create(),
            ReplayCommand.Create(),
            ExportCommand.Create(),
            VerifyCommand.Create(),
            SimulateCommand.Create(),
            KeysCommand.Create(),
            MigrateCommand.Create(),
        };
        var parsed = root.Parse(args);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
        }
        catch (Exception error) when (error is CommandException or DatabaseException)
        {
            await Console.Error.WriteLineAsync($"laurel: {error.Message}");
            return 1;
        }
        catch (DbException error)
        {
            await Console.Error.WriteLineAsync($"laurel: {DatabaseErrors.Of(error).Message}");
            return 1;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"laurel: {error.Message}");
            return 1;
        }
    }
}

/// <summary>A verb cannot do what was asked; the message is one sentence for the person at the terminal.</summary>
internal sealed class CommandException(string message) : Exception(message);
