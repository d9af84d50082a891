using System.Collections.Concurrent;
using Laurel.Core.Rulebooks;
using Laurel.Runtime.Databases;
using Laurel.Runtime.Leaderboards;
using Laurel.Runtime.Spaces;
using Laurel.Runtime.Users;
using NodaTime;

namespace Laurel.Runtime.Verifications;

/// <summary>What a verification came to.</summary>
/// <param name="UserCount">Users derived again.</param>
/// <param name="InputCount">Inputs of their journals.</param>
/// <param name="DifferenceCount">Differences found.</param>
public sealed record VerificationSummary(long UserCount, long InputCount, long DifferenceCount);

/// <summary>
/// Derives every user of a space again and compares with what is stored, several at a time and a page of users after the other, so
/// that memory does not grow with the space. Nothing is written. Nothing else may write meanwhile.
/// </summary>
public sealed class Verifier(Database database, Timeline timeline, Space space)
{
    private const int PageSize = 512;

    private readonly IReadOnlySet<(string, LocalDate)> closed = RunTable.Closed(database, space.Id);

    /// <summary>Gets every difference, one at a time.</summary>
    public Action<Difference> OnDifference { get; init; } = _ => { };

    /// <summary>Called after each page with what was done so far and the last user of it: where to go on after an interruption.</summary>
    public Action<VerificationSummary, string> OnProgress { get; init; } = (_, _) => { };

    /// <summary>Verifies all users whose id is greater than <paramref name="after"/>, in the order of their ids; then the archived rankings.</summary>
    public VerificationSummary Run(string after, CancellationToken cancellation)
    {
        var summary = new VerificationSummary(0, 0, 0);
        while (Page(after) is { Count: > 0 } page)
        {
            cancellation.ThrowIfCancellationRequested();
            summary = Verify(page, summary);
            after = page[^1];
            OnProgress(summary, after);
        }

        return summary with { DifferenceCount = summary.DifferenceCount + VerifyArchives() };
    }

    /// <summary>The differences of one user; none when the user is not stored.</summary>
    public IReadOnlyList<Difference> Of(string user) => Verify(user).Differences;

    private long VerifyArchives()
    {
        using var connection = database.Connect();
        var count = 0L;
        foreach (var difference in new ArchiveVerification(connection, timeline, space.Id).Run())
        {
            OnDifference(difference);
            count++;
        }

        return count;
    }

    private VerificationSummary Verify(List<string> page, VerificationSummary before)
    {
        var results = new ConcurrentDictionary<string, (IReadOnlyList<Difference> Differences, int InputCount)>(StringComparer.Ordinal);
        Parallel.ForEach(page, user => results[user] = Verify(user));
        var differences = page.SelectMany(user => results[user].Differences).ToArray();
        foreach (var difference in differences)
        {
            OnDifference(difference);
        }

        return new(before.UserCount + page.Count, before.InputCount + results.Values.Sum(result => (long)result.InputCount), before.DifferenceCount + differences.Length);
    }

    private (IReadOnlyList<Difference> Differences, int InputCount) Verify(string user)
    {
        using var connection = database.Connect();
        return UserTable.Find(connection, space.Id, [user], timeline.Version) is [var (stored, _)]
            ? new UserVerification(connection, timeline, space.Id, IsOpen).Of(stored)
            : ([], 0);
    }

    private bool IsOpen(ScoreKey score) => !closed.Contains((score.Leaderboard, score.Run));

    private List<string> Page(string after)
    {
        using var connection = database.Connect();
        return connection.Select(
            "select user_id from users where space_id = @space and user_id > @after order by user_id limit @limit",
            row => row.GetString(0), ("space", space.Id), ("after", after), ("limit", PageSize));
    }
}
