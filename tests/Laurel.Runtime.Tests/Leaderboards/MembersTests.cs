using Laurel.Runtime.Leaderboards;
using Xunit;

namespace Laurel.Runtime.Tests.Leaderboards;

public sealed class MembersTests
{
    [Fact]
    public void NumberOf_NewAndKnownUsers_IsDenseAndStable()
    {
        var members = new Members();

        Assert.Equal(0, members.NumberOf("ada"));
        Assert.Equal(1, members.NumberOf("Ada"));
        Assert.Equal(0, members.NumberOf("ada"));
        Assert.Equal(2, members.Count);
        Assert.Equal("Ada", members.IdOf(1));
    }

    [Fact]
    public void TryFind_UnknownUser_IsFalseAndAddsNothing()
    {
        var members = new Members();

        Assert.False(members.TryFind("ada", out _));
        Assert.Equal(0, members.Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => members.IdOf(0));
    }
}
