namespace Laurel.Runtime.Processing;

/// <summary>
/// What several threads hand to one, in the order in which it came. While nothing waits the one sleeps, and does not look again and again
/// first: where cores are few, those whom it waits for need the core. At most <paramref name="itemsMax"/> wait; beyond it callers do.
/// </summary>
internal sealed class Inbox<T>(int itemsMax)
{
    private readonly object gate = new();
    private readonly Queue<T> items = [];
    private bool isClosed;

    /// <summary>What waits.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return items.Count;
            }
        }
    }

    /// <summary>Whether nothing is taken in any more.</summary>
    public bool IsClosed
    {
        get
        {
            lock (gate)
            {
                return isClosed;
            }
        }
    }

    /// <summary>Hands one over. Throws <see cref="InvalidOperationException"/> when the inbox is closed.</summary>
    public void Add(T item)
    {
        lock (gate)
        {
            while (items.Count >= itemsMax && !isClosed)
            {
                Monitor.Wait(gate);
            }

            if (isClosed)
            {
                throw new InvalidOperationException("Nothing is taken in any more.");
            }

            items.Enqueue(item);
            if (items.Count == 1)
            {
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>Nothing is taken in any more; what waits is still handed out.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Moves the first ones until their sizes are <paramref name="sizeMax"/> or more, once there is one.</summary>
    /// <returns>False when nothing came within <paramref name="patienceMs"/> (<see cref="Timeout.Infinite"/>: ever), or nothing can come any more.</returns>
    public bool Take(List<T> taken, Func<T, int> sizeOf, int sizeMax, int patienceMs = Timeout.Infinite)
    {
        lock (gate)
        {
            while (items.Count == 0)
            {
                if (isClosed || !Monitor.Wait(gate, patienceMs))
                {
                    return false;
                }
            }

            var wasFull = items.Count >= itemsMax;
            for (var size = 0; size < sizeMax && items.TryDequeue(out var item);)
            {
                taken.Add(item);
                size += sizeOf(item);
            }

            if (wasFull)
            {
                Monitor.PulseAll(gate);
            }

            return true;
        }
    }
}
