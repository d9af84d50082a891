using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace Laurel.Repo.Tests.Immutability;

public sealed class ImmutabilityTests
{
    [Fact]
    public void Core_PublicTypes_AreImmutable() =>
        Expect.None(ImmutabilityRule.Problems(Assembly.Load("Laurel.Core").GetTypes()));

    [Theory]
    [InlineData("Laurel.Core")]
    [InlineData("Laurel.Runtime")]
    [InlineData("laurel")]
    public void Assembly_Classes_AreClosed(string name) =>
        Expect.None(SealedRule.Problems(Assembly.Load(name).GetTypes()));

    [Theory]
    [InlineData("public sealed class A { public int B { get; set; } }", "A.B can be set")]
    [InlineData("public static class A { public static int B { get; set; } }", "A.B can be set")]
    [InlineData("public record struct A(int B);", "A.B can be set")]
    [InlineData("public class A { public class B { public int C { set { } } } }", "A+B.C can be set")]
    [InlineData("public sealed class A { public int B; }", "A.B is a field that can be set")]
    [InlineData("public struct A { private int b; public int B() => b; }", "A is a struct but not readonly")]
    public void Immutability_ChangeableType_IsAProblem(string code, string problem) =>
        Assert.Contains(problem, ImmutabilityRule.Problems(TypesOf(code)));

    [Theory]
    [InlineData("public sealed record A(int B) { public required int C { get; init; } }")]
    [InlineData("public readonly record struct A(int B);")]
    [InlineData("public enum A { B, C }")]
    [InlineData("public sealed class A { public readonly int B; public const int C = 1; public int D { get; private set; } }")]
    [InlineData("internal sealed class A { public int B { get; set; } }")]
    public void Immutability_ImmutableType_IsNoProblem(string code) =>
        Expect.None(ImmutabilityRule.Problems(TypesOf(code)));

    [Theory]
    [InlineData("class A;")]
    [InlineData("record A(int B);")]
    public void Sealed_OpenClass_IsAProblem(string code) =>
        Assert.Equal(["A is neither sealed nor abstract nor static"], SealedRule.Problems(TypesOf(code)));

    [Theory]
    [InlineData("sealed class A { Func<int> B(int c) => () => c; IEnumerable<int> D() { yield return 1; } }")]
    [InlineData("abstract record A { sealed record B : A; }")]
    [InlineData("static class A { static object B() => new { C = 1 }; }")]
    public void Sealed_ClosedClass_IsNoProblem(string code) => Expect.None(SealedRule.Problems(TypesOf(code)));

    private static Type[] TypesOf(string code)
    {
        using var library = CSharp.Compile(code);
        return new AssemblyLoadContext("example").LoadFromStream(library).GetTypes();
    }
}
