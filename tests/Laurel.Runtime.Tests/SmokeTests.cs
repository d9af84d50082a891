namespace Laurel.Runtime.Tests;

public sealed class SmokeTests
{
    [Xunit.Fact]
    public void Build_Nothing_Runs() => Xunit.Assert.Equal(2, 1 + 1);
}
