using System.Collections.Concurrent;

namespace Laurel.Server.Tests.Nodes;

/// <summary>
/// Clients that send steps of the same users through several nodes. What was not acknowledged is sent again under its key, to
/// whichever node answers.
/// </summary>
internal sealed class NodeLoad(IReadOnlyList<NodeProcess> nodes, int clientCount)
{
    // After a refusal: what is away needs the machine to come back.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private volatile IReadOnlyList<NodeProcess> nodes = nodes;
    private readonly ConcurrentDictionary<int, int> statuses = new();
    private readonly ConcurrentDictionary<string, int> acknowledged = new(StringComparer.Ordinal);
    private volatile bool isEnding;
    private int acknowledgedCount;

    /// <summary>Whose step it is, by client and number. Default: half of all steps are those of one user.</summary>
    public Func<int, int, string> UserOf { get; init; } = (client, step) => step % 2 == 0 ? "hot" : $"u{(client + step) % 11}";

    /// <summary>Steps that were acknowledged, by user.</summary>
    public IReadOnlyDictionary<string, int> Acknowledged => acknowledged;

    public int AcknowledgedCount => acknowledgedCount;

    /// <summary>How often each status was answered.</summary>
    public IReadOnlyDictionary<int, int> Statuses => statuses;

    public Task Run() => Task.WhenAll(Enumerable.Range(0, clientCount).Select(client => Task.Run(() => Send(client))));

    /// <summary>From now on, these are asked.</summary>
    public void Use(IEnumerable<NodeProcess> present) => nodes = [.. present];

    /// <summary>Lets every client finish the step it is at.</summary>
    public void End() => isEnding = true;

    private async Task Send(int client)
    {
        for (var step = 0; !isEnding; step++)
        {
            var user = UserOf(client, step);
            await Send(user, $"{client}-{step}", client + step);
            acknowledged.AddOrUpdate(user, 1, (_, count) => count + 1);
            Interlocked.Increment(ref acknowledgedCount);
        }
    }

    private async Task Send(string user, string key, int first)
    {
        for (var attempt = 0; ; attempt++)
        {
            var present = nodes;
            var node = present[(first + attempt) % present.Count];
            var status = await node.Step(user, key);
            if (status is { } answered)
            {
                statuses.AddOrUpdate(answered, 1, (_, count) => count + 1);
            }

            if (status is 201 or 202)
            {
                return;
            }

            // Only what may be sent again: nothing else may come of a node or database that is away.
            Assert.True(status is null or 503, $"Answered {status}; the node's log:\n{node.Log}");
            await Task.Delay(Pause);
        }
    }
}
