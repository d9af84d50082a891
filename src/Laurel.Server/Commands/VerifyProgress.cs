using System.Diagnostics;
using Laurel.Runtime.Verifications;

namespace Laurel.Server.Commands;

/// <summary>Says every few seconds how far a verification is, to a person at a terminal.</summary>
internal sealed class VerifyProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private TimeSpan toldAt;

    public void Tell(VerificationSummary done, string last)
    {
        if (!Console.IsErrorRedirected && watch.Elapsed - toldAt >= Pause)
        {
            toldAt = watch.Elapsed;
            Console.Error.WriteLine($"{done.UserCount} users, {done.InputCount} inputs, {done.DifferenceCount} differences, up to '{last}'");
        }
    }
}
