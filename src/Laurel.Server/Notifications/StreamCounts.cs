namespace Laurel.Server.Notifications;

/// <summary>How many streams are open: a connection that stays is a thing that a server has few of. Thread-safe.</summary>
public sealed class StreamCounts
{
    /// <summary>Streams of one process.</summary>
    public const int ProcessMax = 1_000;

    /// <summary>Streams of one user.</summary>
    public const int UserMax = 5;

    private readonly Lock gate = new();
    private readonly Dictionary<(int Space, string User), int> byUser = [];
    private int total;

    /// <summary>Streams that are open.</summary>
    public int Total
    {
        get
        {
            lock (gate)
            {
                return total;
            }
        }
    }

    /// <summary>Counts a stream in; false when there are too many.</summary>
    public bool TryEnter(int space, string user)
    {
        lock (gate)
        {
            var own = byUser.GetValueOrDefault((space, user));
            if (total >= ProcessMax || own >= UserMax)
            {
                return false;
            }

            total++;
            byUser[(space, user)] = own + 1;
            return true;
        }
    }

    /// <summary>Counts a stream out. True when the user has none left.</summary>
    public bool Leave(int space, string user)
    {
        lock (gate)
        {
            total--;
            var own = byUser[(space, user)] - 1;
            if (own > 0)
            {
                byUser[(space, user)] = own;
                return false;
            }

            byUser.Remove((space, user));
            return true;
        }
    }
}
