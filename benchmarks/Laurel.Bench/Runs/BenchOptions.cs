using System.CommandLine;

namespace Laurel.Bench.Runs;

/// <summary>What a run was asked for.</summary>
/// <param name="IsFull">The large sizes, which take hours.</param>
/// <param name="Seconds">How long one round of load lasts.</param>
/// <param name="Events">How many events the generated history has; a tenth as many users.</param>
internal sealed record BenchSettings(bool IsFull, int Seconds, IReadOnlyList<int> Users, IReadOnlyList<int> Connections, int Events)
{
    /// <summary>The page whose tables are replaced; null: they are printed only.</summary>
    public string? Document { get; init; }
}

/// <summary>The options of the command line.</summary>
internal sealed class BenchOptions
{
    private readonly Option<bool> full = new("--full") { Description = "The large sizes: 10 M events, 10 M members, an hour of load." };
    private readonly Option<int> seconds = new("--seconds") { Description = "Length of one round of load.", DefaultValueFactory = _ => 5 };
    private readonly Option<int[]> users = Numbers("--users", "Numbers of users that events are spread over.", [10_000, 100_000, 1_000_000]);
    private readonly Option<int[]> connections = Numbers("--connections", "Numbers of connections.", [16, 64, 256]);
    private readonly Option<int?> events = new("--events") { Description = "Events of the generated history: 200,000, with --full 10,000,000." };
    private readonly Option<string?> document = new("--document") { Description = "The page whose tables are replaced; without it they are printed only." };

    public static BenchOptions Create() => new();

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { full, seconds, users, connections, events, document })
        {
            command.Options.Add(option);
        }
    }

    public BenchSettings Of(ParseResult parsed) => new(
        parsed.GetValue(full),
        parsed.GetValue(seconds),
        [.. parsed.GetRequiredValue(users).Order()],
        [.. parsed.GetRequiredValue(connections).Order()],
        parsed.GetValue(events) ?? (parsed.GetValue(full) ? 10_000_000 : 200_000))
    {
        Document = parsed.GetValue(document),
    };

    private static Option<int[]> Numbers(string name, string description, int[] values) => new(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => values,
    };
}
