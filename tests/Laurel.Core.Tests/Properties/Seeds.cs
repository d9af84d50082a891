using Xunit;

namespace Laurel.Core.Tests.Properties;

/// <summary>Runs a property for many seeds; a failure names the seed that reproduces it.</summary>
internal static class Seeds
{
    public static void Each(int count, Action<Random> property)
    {
        for (var seed = 1; seed <= count; seed++)
        {
            Only(seed, property);
        }
    }

    public static void Only(int seed, Action<Random> property)
    {
        try
        {
            property(new Random(seed));
        }
        catch (Exception exception)
        {
            Assert.Fail($"Seed {seed}: {exception}");
        }
    }

    public static T Pick<T>(this Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    public static bool Chance(this Random random, int percent) => random.Next(100) < percent;
}
