using NodaTime;

namespace Laurel.Server.Http;

/// <summary>How long the due worker rests between two rounds.</summary>
public static class DuePause
{
    /// <summary>One second from the start of a round to the next; after failures twice as long each time, up to a minute.</summary>
    /// <param name="took">How long the round took.</param>
    /// <param name="failures">Rounds that failed in a row, the last one included.</param>
    public static Duration After(Duration took, int failures)
    {
        var rhythm = Duration.FromSeconds(failures == 0 ? 1 : Math.Min(60, 1L << Math.Min(failures, 6)));
        var rest = rhythm - took;
        return rest < Least ? Least : rest > rhythm ? rhythm : rest;
    }

    // However long rounds take, requests get their turn.
    private static readonly Duration Least = Duration.FromMilliseconds(100);
}
