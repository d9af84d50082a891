using System.Text.RegularExpressions;

namespace Laurel.Repo.Tests.Purity;

/// <summary>
/// What the rules may not touch, because the same rulebook, state and input must give the same result on every
/// machine: clocks, randomness, input and output, threads, tasks, the culture and the machine itself.
/// </summary>
internal static partial class Banned
{
    private static readonly string[] Namespaces =
        ["System.IO", "System.Net", "System.Threading", "System.Diagnostics.Tracing", "System.Diagnostics.Metrics", "Microsoft"];

    private static readonly string[] TypeNames =
    [
        "System.Random", "System.Console", "System.TimeProvider", "System.TimeZoneInfo",
        "System.Diagnostics.Stopwatch", "System.Diagnostics.Process", "System.Diagnostics.Activity",
        "System.Security.Cryptography.RandomNumberGenerator",
        "System.Collections.Generic.IAsyncEnumerable`1", "System.Runtime.CompilerServices.IAsyncStateMachine",
        "NodaTime.SystemClock", "NodaTime.IClock", "NodaTime.ZonedClock",
    ];

    /// <summary>Values that start from the host's state; all members of Environment but the one that `yield return` compiles to.</summary>
    [GeneratedRegex("""
        ^(System\.DateTime\.get_(Now|UtcNow|Today)
        |System\.DateTimeOffset\.get_(Now|UtcNow)
        |System\.Guid\.(NewGuid|CreateVersion7)
        |System\.Environment\.(?!get_CurrentManagedThreadId$).*
        |System\.AppContext\.get_BaseDirectory
        |System\.Globalization\.CultureInfo\.[gs]et_(Current|DefaultThread|Installed).*
        |NodaTime\.DateTimeZoneProviders\.get_Bcl)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Members { get; }

    [GeneratedRegex("""
        ^System\.(Text\.StringBuilder
        |Collections\.Concurrent\..*
        |Collections\.Generic\.(List|Dictionary|HashSet|Queue|Stack|LinkedList|PriorityQueue|OrderedDictionary|Sorted\w+)`\d)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Changeable { get; }

    /// <summary>Whether a type may not be mentioned; the name has its namespace.</summary>
    public static bool IsType(string name) =>
        TypeNames.Contains(name) || Namespaces.Any(space => name.StartsWith(space + '.', StringComparison.Ordinal));

    /// <summary>Whether a member may not be used; the name has its type and namespace.</summary>
    public static bool IsMember(string name) => Members.IsMatch(name);

    /// <summary>Whether values of a type change, so that no static field may hold one.</summary>
    public static bool IsChangeable(string name) => Changeable.IsMatch(name);
}
