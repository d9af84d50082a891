using Laurel.Server.Http;
using NodaTime;

namespace Laurel.Server.Tests.Http;

public sealed class DuePauseTests
{
    [Theory]
    [InlineData(0, 0, 1000)]
    [InlineData(300, 0, 700)]
    [InlineData(950, 0, 100)]
    [InlineData(5000, 0, 100)]
    [InlineData(-50, 0, 1000)]
    [InlineData(0, 1, 2000)]
    [InlineData(500, 3, 7500)]
    [InlineData(0, 6, 60000)]
    [InlineData(0, 1000, 60000)]
    public void After_ARound_RestsUntilTheNextIsDue(int tookMs, int failures, int expectedMs) =>
        Assert.Equal(Duration.FromMilliseconds(expectedMs), DuePause.After(Duration.FromMilliseconds(tookMs), failures));
}
