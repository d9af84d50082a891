using Laurel.Runtime.Databases;

namespace Laurel.Runtime.Changes;

/// <summary>
/// Follows the change feed on a thread of its own: woken by the database's notification, and a few times a second anyway.
/// </summary>
internal sealed class FeedFollower : IDisposable
{
    private const int PollMilliseconds = 250;

    private readonly PostgresDatabase database;
    private readonly Action round;
    private readonly Thread thread;
    private readonly ManualResetEventSlim isEnding = new();

    /// <param name="round">Takes in what is new; may fail when the database does.</param>
    public FeedFollower(PostgresDatabase database, Action round)
    {
        (this.database, this.round) = (database, round);
        thread = new Thread(Loop) { IsBackground = true, Name = "laurel-follower" };
        thread.Start();
    }

    public void Dispose()
    {
        isEnding.Set();
        thread.Join();
        isEnding.Dispose();
    }

    private void Loop()
    {
        while (!isEnding.IsSet)
        {
            try
            {
                Listen();
            }
            catch (Exception error) when (DatabaseErrors.Find(error) is not null || error is InvalidOperationException)
            {
                // The server is away: try again until it is back.
                isEnding.Wait(PollMilliseconds);
            }
        }
    }

    private void Listen()
    {
        using var connection = database.ConnectPostgres();
        connection.Execute($"listen {PostgresWriter.Channel}");
        while (!isEnding.IsSet)
        {
            round();
            PostgresErrors.Over(connection, () => connection.Wait(PollMilliseconds));
        }
    }
}
