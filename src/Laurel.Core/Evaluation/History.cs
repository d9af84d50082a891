using Laurel.Core.Inputs;

namespace Laurel.Core.Evaluation;

/// <summary>A user's journal as it is to be derived from: in the order in which things happened, without what was taken back.</summary>
public static class History
{
    /// <summary>
    /// Orders entries by when they happened, those of the same instant as they came, and takes out what was retracted. Of a retracted
    /// event remains what it said about the user. An achievement that was given and later revoked by hand was never given.
    /// </summary>
    /// <param name="journal">In the order in which the inputs came.</param>
    public static IReadOnlyList<JournalEntry> InOrder(IReadOnlyList<JournalEntry> journal)
    {
        var retracted = journal.Select(entry => entry.Input).OfType<RetractEvent>().Select(retraction => retraction.Event).ToHashSet();
        var entries = retracted.Count == 0 ? journal : [.. journal.Select(entry => retracted.Contains(entry.Input.Id) ? Emptied(entry) : entry)];
        entries = IsOrdered(entries) ? entries : [.. entries.OrderBy(entry => entry.Input.At)];
        var revocations = Revocations(entries);
        return revocations.Count == 0 ? entries : [.. entries.Select((entry, place) => IsRevoked(entry, place, revocations) ? Emptied(entry) : entry)];
    }

    /// <summary>The achievements that were revoked by hand, with the place of the last revocation among <paramref name="entries"/>.</summary>
    internal static IReadOnlyDictionary<string, int> Revocations(IReadOnlyList<JournalEntry> entries)
    {
        Dictionary<string, int>? revocations = null;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Input is RevokeAchievement revocation)
            {
                (revocations ??= new(StringComparer.Ordinal))[revocation.Achievement] = i;
            }
        }

        return revocations ?? new(StringComparer.Ordinal);
    }

    // The user exists and is what the event said, whether or not it counts.
    private static JournalEntry Emptied(JournalEntry entry) => entry.Input is MetricEvent or GrantAchievement
        ? entry with { Input = new Identify(entry.Input.Id, entry.Input.User, entry.Input.At) { Patch = entry.Input.Patch } }
        : entry;

    private static bool IsRevoked(JournalEntry entry, int place, IReadOnlyDictionary<string, int> revocations) =>
        entry.Input is GrantAchievement granted && revocations.TryGetValue(granted.Achievement, out var last) && last > place;

    private static bool IsOrdered(IReadOnlyList<JournalEntry> entries)
    {
        for (var i = 1; i < entries.Count; i++)
        {
            if (entries[i].Input.At < entries[i - 1].Input.At)
            {
                return false;
            }
        }

        return true;
    }
}
