using Xunit;

namespace Laurel.Repo.Tests;

internal static class Expect
{
    /// <summary>Fails with every problem on a line of its own.</summary>
    public static void None(IEnumerable<string> problems)
    {
        string[] all = [.. problems];
        Assert.True(all.Length == 0, $"{all.Length} problems:\n{string.Join('\n', all)}");
    }
}
