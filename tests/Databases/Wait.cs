using System.Diagnostics;
using System.Runtime.CompilerServices;
using Laurel.Runtime.Databases;
using Xunit;

namespace Laurel.Tests.Databases;

/// <summary>Waits for what other threads, servers and databases do.</summary>
public static class Wait
{
    // Longer than anything takes on a busy machine: only what never comes ends the patience.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks again and again until it is so; fails when it never is.</summary>
    public static Task Until(Func<bool> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "") => Until(() => Task.FromResult(isSo()), what);

    /// <summary>Until so many processes of PostgreSQL wait for a lock in this database.</summary>
    public static Task UntilLocked(Database database, int count) =>
        Until(() => database.Number("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'") >= count, $"{count} wait for a lock");

    public static async Task Until(Func<Task<bool>> isSo, [CallerArgumentExpression(nameof(isSo))] string what = "")
    {
        var waiting = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(waiting.Elapsed < Patience, $"After {Patience.TotalMinutes} minutes it still was not so: {what}");
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
