using System.Collections.Concurrent;

namespace Laurel.Runtime.Notifications;

/// <summary>Wakes those who wait for a user's notifications, once these are committed. Carries nothing: whoever wakes reads. Thread-safe.</summary>
public sealed class NotificationSignals
{
    private readonly ConcurrentDictionary<(int Space, string User), TaskCompletionSource> waiting = new();

    /// <summary>Completes with the next signal for the user. Take it before reading, so that nothing falls between.</summary>
    public Task Next(int space, string user) =>
        waiting.GetOrAdd((space, user), _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Something new is there.</summary>
    public void Signal(int space, string user)
    {
        if (!waiting.IsEmpty && waiting.TryRemove((space, user), out var source))
        {
            source.SetResult();
        }
    }

    /// <summary>Nobody waits for the user any more.</summary>
    public void Forget(int space, string user) => Signal(space, user);
}
