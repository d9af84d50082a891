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
    // Users read by one statement.
    private const int RenewedMax = 1_000;

    private readonly ConcurrentDictionary<int, Lazy<Rows>> spaces = new();

    /// <summary>All users of a space, in no particular order; each as of a moment during the call.</summary>
    public IEnumerable<CensusRow> Of(EngineReader reader, Space space) =>
        spaces.GetOrAdd(space.Id, _ => new Lazy<Rows>(() => new Rows(reader, space))).Value.Loaded();

    /// <summary>Forgets everything, to be read again when asked for.</summary>
    internal void Clear() => spaces.Clear();

    /// <summary>Takes in a user's state after a commit.</summary>
    internal void Apply(int space, UserState state)
    {
        if (spaces.TryGetValue(space, out var rows))
        {
            rows.Value.Set(CensusRow.Of(state));
        }
    }

    /// <summary>A user's state was changed by another node: it is read again when asked for.</summary>
    internal void Outdate(UserKey user)
    {
        if (spaces.TryGetValue(user.Space, out var rows))
        {
            rows.Value.Outdate(user.User);
        }
    }

    /// <summary>A user is gone.</summary>
    internal void Forget(UserKey user)
    {
        if (spaces.TryGetValue(user.Space, out var rows))
        {
            rows.Value.Remove(user.User);
        }
    }

    // Commits are taken in before the stored states are read, and never give way to them: what is read may be older.
    private sealed class Rows(EngineReader reader, Space space)
    {
        private readonly ConcurrentDictionary<string, CensusRow> users = new(StringComparer.Ordinal);
        private readonly Lock gate = new();
        private readonly ConcurrentDictionary<string, bool> outdated = new(StringComparer.Ordinal);
        private bool isLoaded;

        public void Set(CensusRow row) => users[row.User] = row;

        public void Remove(string user) => users.TryRemove(user, out _);

        public void Outdate(string user) => outdated[user] = true;

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

                Renew();
            }

            return users.Select(pair => pair.Value);
        }

        private void Renew()
        {
            foreach (var ids in outdated.Keys.Chunk(RenewedMax))
            {
                foreach (var id in ids)
                {
                    outdated.TryRemove(id, out _);
                    users.TryRemove(id, out _);
                }

                foreach (var state in reader.Stored(space, ids))
                {
                    Set(CensusRow.Of(state));
                }
            }
        }
    }
}
