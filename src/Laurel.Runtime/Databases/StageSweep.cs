using Laurel.Runtime.Users;

namespace Laurel.Runtime.Databases;

/// <summary>
/// Goes through the users that wait, over and over, in the order of their keys, a few with each batch: the fuller the stage, the more. So no batch
/// has to wait for long, and what is written together lies together.
/// </summary>
internal sealed class StageSweep(Stage stage, long bytesMax)
{
    // A batch has no time for more.
    private const int SortedAtOnceMax = 1_024;

    private Task<UserKey[]>? sorting;
    private UserKey[] users = [];
    private int at;
    private long upTo;
    private double owed;

    /// <summary>Chooses whose rows go into the tables with a batch of <paramref name="states"/> states, while <paramref name="bytes"/> wait.</summary>
    public IEnumerable<UserKey> Next(int states, long batch, long bytes)
    {
        var fill = (double)bytes / bytesMax;
        owed = Math.Min(owed + (states * Math.Min(fill * fill, 2)), (2 * states) + 1);
        while (owed >= 1 && Current(batch) is { } user)
        {
            at++;
            if (stage.Find(user) is not null)
            {
                owed--;
                yield return user;
            }
        }
    }

    /// <summary>The number of the last batch of which no rows wait any more, once after each round; else null.</summary>
    public long? TakeFinished()
    {
        if (users.Length == 0 || at < users.Length)
        {
            return null;
        }

        users = [];
        return upTo;
    }

    /// <summary>Begins anew: what was chosen may wait still.</summary>
    public void Reset() => (sorting, users, at, owed) = (null, [], 0, 0);

    private UserKey? Current(long batch)
    {
        if (users.Length == 0)
        {
            if (sorting is null)
            {
                upTo = batch;
                var unordered = stage.Users.ToArray();
                sorting = unordered.Length <= SortedAtOnceMax
                    ? Task.FromResult(Sorted(unordered))
                    : Task.Factory.StartNew(() => Sorted(unordered), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }

            if (!sorting.IsCompletedSuccessfully)
            {
                return null;
            }

            (users, at, sorting) = (sorting.Result, 0, null);
        }

        return at < users.Length ? users[at] : null;
    }

    /// <summary>In the order of their keys in the tables.</summary>
    public static UserKey[] Sorted(UserKey[] users)
    {
        Array.Sort(users, (one, other) => one.Space != other.Space ? one.Space.CompareTo(other.Space) : string.CompareOrdinal(one.User, other.User));
        return users;
    }
}
