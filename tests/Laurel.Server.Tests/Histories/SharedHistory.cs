using Laurel.Runtime.Tests;

namespace Laurel.Server.Tests.Histories;

/// <summary>A folder of shared histories, replayed once for all tests of a class. Where it is absent, those tests are skipped.</summary>
internal sealed class SharedHistory(string folder) : IDisposable
{
    private ReplayedHistory? replayed;

    public ReplayedHistory Replayed
    {
        get
        {
            SharedFolder.FindOrSkip(folder);
            return replayed ?? throw new InvalidOperationException("Not replayed yet.");
        }
    }

    /// <summary>The path of a file of the folder; the running test is skipped without it.</summary>
    public string PathOf(string file) => SharedFolder.FindOrSkip($"{folder}/{file}");

    public async Task Replay(string rulebook, string events, string? users = null, int? partSize = null)
    {
        if (SharedFolder.Find(folder) is { } path)
        {
            replayed = await ReplayedHistory.Of(rulebook, Path.Combine(path, events), users is null ? null : Path.Combine(path, users), partSize);
        }
    }

    public async Task SendOverHttp(string rulebook, string events, string users)
    {
        if (SharedFolder.Find(folder) is { } path)
        {
            replayed = await ReplayedHistory.OverHttp(rulebook, Path.Combine(path, events), Path.Combine(path, users));
        }
    }

    public void Dispose() => replayed?.Dispose();
}
