using System.Runtime.InteropServices;

namespace Laurel.Runtime.Replay;

/// <summary>
/// Collects events and gives them user by user, each user's in order of time: by instant, then by sequence number (the line where the file
/// gives none), then as they were added. Users come in the order of their keys in the tables, so that what is written one after the other
/// lies together. All events are held in memory, about 100 bytes each besides their texts; a file that is in order of time is not sorted.
/// At most 2,147,483,647 events.
/// </summary>
public sealed class EventOrder
{
    private const int ChunkSize = 65_536;

    // Chunks instead of one growing array, which would need three times the room while it is copied.
    private readonly List<EventRow[]> chunks = [];
    private Place last;
    private int[]? ordered;

    /// <summary>How many events were added.</summary>
    public int Count { get; private set; }

    /// <summary>How many events came in front of one that was added before them.</summary>
    public int EarlierCount { get; private set; }

    /// <summary>Adds an event.</summary>
    public void Add(in EventRow row)
    {
        if (Count % ChunkSize == 0)
        {
            chunks.Add(new EventRow[ChunkSize]);
        }

        ordered = null;
        chunks[^1][Count % ChunkSize] = row;
        var place = PlaceOf(row, Count++);
        if (Count > 1 && place.CompareTo(last) < 0)
        {
            EarlierCount++;
        }
        else
        {
            last = place;
        }
    }

    /// <summary>The events in order; may be called again, also after more were added.</summary>
    public IEnumerable<EventRow> InOrder()
    {
        foreach (var index in ordered ??= ByUser(EarlierCount == 0 ? null : ByTime()))
        {
            yield return At(index);
        }
    }

    /// <summary>The events as they were added.</summary>
    public IEnumerable<EventRow> AsAdded()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return At(index);
        }
    }

    private int[] ByTime()
    {
        var places = new Place[Count];
        var indexes = new int[Count];
        for (var index = 0; index < places.Length; index++)
        {
            places[index] = PlaceOf(At(index), index);
            indexes[index] = index;
        }

        Array.Sort(places, indexes);
        return indexes;
    }

    // Counts each user's events, and so knows where they begin; null: the events are in order of time as they were added.
    private int[] ByUser(int[]? byTime)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var users = new int[Count];
        var counts = new List<int>();
        for (var index = 0; index < users.Length; index++)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, At(index).User, out var isKnown);
            if (!isKnown)
            {
                number = counts.Count;
                counts.Add(0);
            }

            users[index] = number;
            counts[number]++;
        }

        var begins = new int[counts.Count];
        var begin = 0;
        foreach (var (_, number) in numbers.OrderBy(user => user.Key, StringComparer.Ordinal))
        {
            begins[number] = begin;
            begin += counts[number];
        }

        var indexes = new int[Count];
        for (var i = 0; i < indexes.Length; i++)
        {
            var index = byTime is null ? i : byTime[i];
            indexes[begins[users[index]]++] = index;
        }

        return indexes;
    }

    private EventRow At(int index) => chunks[index / ChunkSize][index % ChunkSize];

    private static Place PlaceOf(in EventRow row, int index) => new(row.At.ToUnixTimeMilliseconds(), row.Seq ?? row.Line, index);

    // The index makes every place different, so that the order does not depend on the way of sorting.
    private readonly record struct Place(long AtMilliseconds, long Sequence, int Index) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            var byTime = AtMilliseconds.CompareTo(other.AtMilliseconds);
            var bySequence = byTime != 0 ? byTime : Sequence.CompareTo(other.Sequence);
            return bySequence != 0 ? bySequence : Index.CompareTo(other.Index);
        }
    }
}
