using Laurel.Runtime.Replay;
using Xunit;

namespace Laurel.Runtime.Tests.Replay;

public sealed class FileRowTests
{
    private static readonly List<FileRow<UserRow>> Rows = [.. new UsersFile(Files.Text("user,tz\nada,UTC\nbob\n")).Read()];

    [Fact]
    public void TryGetRow_Row_GivesIt()
    {
        Assert.True(Rows[0].TryGetRow(out var row, out var problem));
        Assert.Equal("ada", row.User);
        Assert.Null(problem);
    }

    [Fact]
    public void TryGetRow_Problem_GivesIt()
    {
        Assert.False(Rows[1].TryGetRow(out _, out var problem));
        Assert.Equal(new RowProblem(3, "the row has 1 columns, the header has 2"), problem);
    }

    [Fact]
    public void Row_Problem_Throws() =>
        Assert.Equal("line 3: the row has 1 columns, the header has 2", Assert.Throws<InvalidOperationException>(() => Rows[1].Row).Message);
}
