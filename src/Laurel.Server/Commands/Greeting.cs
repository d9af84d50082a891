using Laurel.Core.Rulebooks;
using Laurel.Runtime;
using Laurel.Runtime.Spaces;

namespace Laurel.Server.Commands;

/// <summary>What a person sees when the server has started: where it is, and one line to try it.</summary>
internal static class Greeting
{
    public static void Print(string url, Engine engine, string? key)
    {
        Console.WriteLine($"Laurel is at {url}");
        Console.WriteLine($"  data       {engine.Database.Name}");
        Console.WriteLine(key is null
            ? "  admin key  as before ('./run keys create' makes another)"
            : $"  admin key  {key}   (shown this once; only its hash is kept)");
        if (engine.TimelineOf(Space.Default)?.Current.Rulebook is { Metrics.Count: > 0 } rulebook)
        {
            Console.WriteLine();
            Console.WriteLine("Send a first event:");
            Console.WriteLine();
            Console.WriteLine($"  {Curl(url, rulebook, key ?? "$KEY")}");
        }

        Console.WriteLine();
        Console.WriteLine("Ctrl+C stops it.");
    }

    private static string Curl(string url, Rulebook rulebook, string key)
    {
        var metric = rulebook.Metrics.First(metric => metric.SumOf.Count == 0).Key;
        return $"curl -s {url}/v1/metrics/{metric}/event -H \"X-API-KEY: {key}\" -H 'Content-Type: application/json' "
            + "-d '{\"user\":{\"id\":\"ada\",\"tz\":\"Europe/London\"},\"value\":1}'";
    }
}
