using System.Diagnostics;
using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Webhooks;

/// <summary>Sends while the server runs: a round about every second, whatever happens to one.</summary>
internal sealed class WebhookLoop(WebhookWorker worker, Backend backend) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await worker.Start(stoppingToken);
                failures = 0;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                failures++;
                backend.Log.WebhookRoundFailed(error);
            }

            var pause = DuePause.After(Duration.FromTimeSpan(Stopwatch.GetElapsedTime(started)), failures);
            await Task.Delay(pause.ToTimeSpan(), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
