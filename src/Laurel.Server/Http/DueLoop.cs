using System.Diagnostics;
using Laurel.Runtime.Due;
using NodaTime;

namespace Laurel.Server.Http;

/// <summary>Lets time pass while the server runs: due work about every second, whatever happens to a round.</summary>
internal sealed class DueLoop(Backend backend) : BackgroundService
{
    private readonly DueRounds rounds = new(backend.Engine)
    {
        OnFailed = failed => backend.Log.NotStored(failed.Code, failed.Cause),
        OnSpaceFailed = (_, error) => backend.Log.DueWorkFailed(error),
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            failures = await Round(stoppingToken) ? 0 : failures + 1;
            var pause = DuePause.After(Duration.FromTimeSpan(Stopwatch.GetElapsedTime(started)), failures);
            await Task.Delay(pause.ToTimeSpan(), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> Round(CancellationToken cancellation)
    {
        try
        {
            var isWell = await rounds.RunOnce(cancellation);
            backend.Keys.WriteUses();
            return isWell;
        }
        catch (Exception error)
        {
            backend.Log.DueWorkFailed(error);
            return false;
        }
    }
}
