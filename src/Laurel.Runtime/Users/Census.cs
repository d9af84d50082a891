using System.Collections.Concurrent;
using Laurel.Core.Evaluation;
using Laurel.Runtime.Spaces;

namespace Laurel.Runtime.Users;

/// <summary>
/// What is known of all users of a space at once: attributes, balances, streaks. Nothing is kept until somebody asks; then the
/// stored states are read once, and every commit keeps it up from there. Thread-safe.
/// </summary>
public sealed class Census
{
    private const int ReadMax = 1_000;

    private readonly ConcurrentDictionary<int, Lazy<Rows>> spaces = new();

    /// <summary>All users of a space, in no particular order; each as of a moment during the call.</summary>
    public IEnumerable<CensusRow> Of(EngineReader reader, Space space) =>
        spaces.GetOrAdd(space.Id, _ => new Lazy<Rows>(() => new Rows(reader, space))).Value.Loaded();

    /// <summary>Takes in a user's state after a commit.</summary>
    internal void Apply(int space, UserState state)
    {
        if (spaces.TryGetValue(space, out var rows))
        {
            rows.Value.Set(CensusRow.Of(state));
        }
    }

    /// <summary>Another node changed a user: what is known of it is read again before it is next asked for.</summary>
    internal void Touch(int space, string user)
    {
        if (spaces.TryGetValue(space, out var rows))
        {
            rows.Value.Touch(user);
        }
    }

    /// <summary>Forgets everything, to be read again.</summary>
    internal void Clear() => spaces.Clear();

    // Commits are taken in before the stored states are read, and never give way to them: what is read may be older.
    private sealed class Rows(EngineReader reader, Space space)
    {
        private readonly ConcurrentDictionary<string, CensusRow> users = new(StringComparer.Ordinal);
        private readonly ConcurrentDictionary<string, bool> touched = new(StringComparer.Ordinal);
        private readonly Lock gate = new();
        private bool isLoaded;

        public void Set(CensusRow row) => users[row.User] = row;

        public void Touch(string user) => touched[user] = true;

        public IEnumerable<CensusRow> Loaded()
        {
            lock (gate)
            {
                if (!isLoaded)
                {
                    foreach (var state in reader.All(space, null))
                    {
                        users.TryAdd(state.Profile.Id, CensusRow.Of(state));
                    }

                    isLoaded = true;
                }

                ReadTouched();
            }

            return users.Select(pair => pair.Value);
        }

        private void ReadTouched()
        {
            foreach (var part in touched.Keys.Chunk(ReadMax))
            {
                // First the mark: what is changed after this is read again.
                Array.ForEach(part, user => touched.TryRemove(user, out _));
                foreach (var state in reader.Some(space, part))
                {
                    Set(CensusRow.Of(state));
                }
            }
        }
    }
}
