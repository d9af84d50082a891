using Xunit;

namespace Laurel.Repo.Tests.Purity;

public sealed class PurityTests
{
    [Fact]
    public void Core_Compiled_IsPure()
    {
        using var core = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Laurel.Core.dll"));
        Expect.None(PurityRule.Problems(core));
    }

    [Theory]
    [InlineData("class A { DateTime B() => DateTime.Now; }", "uses System.DateTime.get_Now")]
    [InlineData("class A { DateTime B() => DateTime.UtcNow; }", "uses System.DateTime.get_UtcNow")]
    [InlineData("class A { DateTimeOffset B() => DateTimeOffset.UtcNow; }", "uses System.DateTimeOffset.get_UtcNow")]
    [InlineData("class A { Guid B() => Guid.NewGuid(); }", "uses System.Guid.NewGuid")]
    [InlineData("class A { object B() => new Random(1); }", "uses the type System.Random")]
    [InlineData("class A { bool B() => System.IO.File.Exists(\"\"); }", "uses the type System.IO.File")]
    [InlineData("class A { bool B() => System.IO.Directory.Exists(\"\"); }", "uses the type System.IO.Directory")]
    [InlineData("class A { System.IO.Stream B; }", "uses the type System.IO.Stream")]
    [InlineData("class A { string B() => Environment.MachineName; }", "uses System.Environment.get_MachineName")]
    [InlineData("class A { void B() => Console.WriteLine(); }", "uses the type System.Console")]
    [InlineData("class A { async void B() => await System.Threading.Tasks.Task.Yield(); }", "uses the type System.Threading.Tasks.Task")]
    [InlineData("class A { async void B() { } }", "uses the type System.Runtime.CompilerServices.IAsyncStateMachine")]
    [InlineData("class A { void B() => new System.Threading.Thread(() => { }); }", "uses the type System.Threading.Thread")]
    [InlineData("class A { object B() => System.Diagnostics.Stopwatch.StartNew(); }", "uses the type System.Diagnostics.Stopwatch")]
    [InlineData("class A { object B() => System.Globalization.CultureInfo.CurrentCulture; }", "uses System.Globalization.CultureInfo.get_CurrentCulture")]
    [InlineData("class A { object B() => NodaTime.SystemClock.Instance; }", "uses the type NodaTime.SystemClock")]
    [InlineData("class A { Xunit.FactAttribute B; }", "refers to the library xunit.v3.core")]
    [InlineData("class A { [System.Runtime.InteropServices.DllImport(\"c\")] static extern int getpid(); }", "calls native code: getpid")]
    [InlineData("class A { static int b; }", "has a static that changes: A.b")]
    [InlineData("class A { static int B { get; set; } }", "has a static that changes: A.<B>k__BackingField")]
    [InlineData("class A { class B { internal static int C; } }", "has a static that changes: A.B.C")]
    [InlineData("class A { static readonly List<int> B = []; }", "has a static that changes: A.B")]
    [InlineData("class A { static readonly System.Text.StringBuilder B = new(); }", "has a static that changes: A.B")]
    public void Purity_ImpureLibrary_IsAProblem(string code, string problem)
    {
        using var library = CSharp.Compile(code);
        Assert.Contains(problem, PurityRule.Problems(library));
    }

    [Theory]
    [InlineData("class A { IEnumerable<int> B() { yield return 1; } }")]
    [InlineData("using System.Linq; class A { int B(int[] c) => c.Select(d => d + 1).Sum(); }")]
    [InlineData("class A { static int B(int c) => c; Func<int, int> D() => B; }")]
    [InlineData("class A { const int B = 1; static readonly string C = \"c\"; static string D { get; } = C; }")]
    [InlineData("record A(NodaTime.Instant At, decimal Total);")]
    [InlineData("class A { NodaTime.DateTimeZone B() => NodaTime.DateTimeZoneProviders.Tzdb[\"Europe/Berlin\"]; }")]
    [InlineData("class A { DateTime B() => new(2026, 1, 1); }")]
    public void Purity_PureLibrary_IsNoProblem(string code)
    {
        using var library = CSharp.Compile(code);
        Expect.None(PurityRule.Problems(library));
    }
}
