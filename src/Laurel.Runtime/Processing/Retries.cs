using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Processing;

/// <summary>Tries a transaction again that met others, or a server that was going away; a few times, with growing pauses.</summary>
internal static class Retries
{
    private const int ConflictsMax = 8;

    // 0.1 + 0.2 + 0.4 + 0.8 seconds: a quick restart of the server; longer ones are the caller's.
    private const int OutagesMax = 4;

    public static void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    public static T Run<T>(Func<T> work)
    {
        for (var (conflicts, outages) = (0, 0); ;)
        {
            try
            {
                return work();
            }
            catch (DatabaseException error) when (error.Code == PostgresErrors.Conflict && conflicts < ConflictsMax)
            {
                Thread.Sleep(Random.Shared.Next(1, 5 << conflicts++));
            }
            catch (DatabaseException error) when (error.Code == PostgresErrors.Unreachable && outages < OutagesMax)
            {
                Thread.Sleep(100 << outages++);
            }
        }
    }
}
