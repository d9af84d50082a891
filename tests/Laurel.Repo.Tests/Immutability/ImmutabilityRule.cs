using System.Reflection;
using System.Runtime.CompilerServices;

namespace Laurel.Repo.Tests.Immutability;

/// <summary>A public type offers nothing that changes its values after they were made.</summary>
internal static class ImmutabilityRule
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<string> Problems(IEnumerable<Type> types) =>
        [.. types.Where(type => type.IsVisible).SelectMany(type => Setters(type).Concat(Fields(type)).Concat(Structs(type)))];

    private static IEnumerable<string> Setters(Type type) => type
        .GetProperties(Declared)
        .Where(property => property.GetSetMethod() is { } setter && !IsInit(setter))
        .Select(property => $"{type.FullName}.{property.Name} can be set");

    private static IEnumerable<string> Fields(Type type) => type
        .GetFields(Declared)
        .Where(field => field is { IsInitOnly: false, IsLiteral: false, IsSpecialName: false })
        .Select(field => $"{type.FullName}.{field.Name} is a field that can be set");

    private static IEnumerable<string> Structs(Type type) =>
        type is { IsValueType: true, IsEnum: false } && !type.IsDefined(typeof(IsReadOnlyAttribute))
            ? [$"{type.FullName} is a struct but not readonly"]
            : [];

    private static bool IsInit(MethodInfo setter) =>
        setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
