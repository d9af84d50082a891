using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Laurel.Repo.Tests.Immutability;

/// <summary>A class is sealed, abstract or static; what compilers and generators wrote is theirs.</summary>
internal static class SealedRule
{
    public static IReadOnlyList<string> Problems(IEnumerable<Type> types) =>
        [.. types.Where(IsOpen).Where(type => !IsGenerated(type)).Select(type => $"{type.FullName} is neither sealed nor abstract nor static")];

    private static bool IsOpen(Type type) => type is { IsClass: true, IsSealed: false, IsAbstract: false };

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<')
        || type.IsDefined(typeof(CompilerGeneratedAttribute))
        || type.IsDefined(typeof(GeneratedCodeAttribute))
        || type == type.Assembly.EntryPoint?.DeclaringType
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
