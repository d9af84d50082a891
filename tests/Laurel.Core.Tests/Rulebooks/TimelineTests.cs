using Laurel.Core.Rulebooks;
using NodaTime;
using Xunit;

namespace Laurel.Core.Tests.Rulebooks;

public sealed class TimelineTests
{
    private static readonly Instant Monday = Instant.FromUtc(2026, 3, 2, 0, 0);

    private static readonly Timeline Three = new Timeline([PlanOf(1, Instant.MinValue), PlanOf(2, Monday)]).Then([PlanOf(5, Monday + Duration.FromDays(1))]);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 5)]
    [InlineData(4, 5)]
    [InlineData(5, null)]
    [InlineData(6, null)]
    public void After_Version_IsTheNextOne(int version, int? next) => Assert.Equal(next, Three.After(version)?.Version);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Version_Known_IsFound(int version) => Assert.Equal(version, Three.Version(version).Version);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    public void Version_Unknown_Throws(int version) => Assert.Throws<InvalidOperationException>(() => Three.Version(version));

    [Fact]
    public void InForceAt_Boundary_IsTheVersionThatBeginsThere()
    {
        Assert.Equal(1, Three.InForceAt(Monday - Duration.FromMilliseconds(1)).Version);
        Assert.Equal(2, Three.InForceAt(Monday).Version);
        Assert.Equal(5, Three.InForceAt(Monday + Duration.FromDays(400)).Version);
    }

    [Fact]
    public void Then_EarlierVersion_Throws() => Assert.Throws<ArgumentException>(() => Three.Then([PlanOf(5, Monday + Duration.FromDays(2))]));

    private static Plan PlanOf(int version, Instant effectiveAt) => new(Rulebook.Empty, version, effectiveAt);
}
