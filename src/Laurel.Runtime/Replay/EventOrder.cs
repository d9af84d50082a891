namespace Laurel.Runtime.Replay;

/// <summary>
/// Collects events and gives them in order of time: by instant, then by sequence number (the line where the file gives none), then as
/// they were added. All events are held in memory, about 90 bytes each besides their texts; a file that is in order is not sorted.
/// At most 2,147,483,647 events.
/// </summary>
public sealed class EventOrder
{
    private const int ChunkSize = 65_536;

    // Chunks instead of one growing array, which would need three times the room while it is copied.
    private readonly List<EventRow[]> chunks = [];
    private Place last;

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
    public IEnumerable<EventRow> InOrder() => EarlierCount == 0 ? AsAdded() : Sorted();

    /// <summary>The events as they were added.</summary>
    public IEnumerable<EventRow> AsAdded()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return At(index);
        }
    }

    private IEnumerable<EventRow> Sorted()
    {
        var places = new Place[Count];
        for (var index = 0; index < places.Length; index++)
        {
            places[index] = PlaceOf(At(index), index);
        }

        Array.Sort(places);
        foreach (var place in places)
        {
            yield return At(place.Index);
        }
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
