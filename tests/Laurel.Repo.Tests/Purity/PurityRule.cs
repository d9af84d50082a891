using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Laurel.Repo.Tests.Purity;

/// <summary>Reads from a compiled library what it depends on, and says what a pure library may not.</summary>
internal static class PurityRule
{
    public static IReadOnlyList<string> Problems(Stream library)
    {
        using var file = new PEReader(library);
        var reader = file.GetMetadataReader();
        return [.. Assemblies(reader), .. Types(reader), .. Members(reader), .. NativeMethods(reader), .. Statics(reader)];
    }

    private static IEnumerable<string> Assemblies(MetadataReader reader) => reader.AssemblyReferences
        .Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
        .Where(name => name != "NodaTime" && !IsPlatform(name))
        .Select(name => $"refers to the library {name}");

    /// <summary>Packages may be called System.Something too; the platform's own lie next to the runtime.</summary>
    private static bool IsPlatform(string name) =>
        name.StartsWith("System.", StringComparison.Ordinal)
        && File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"));

    private static IEnumerable<string> Types(MetadataReader reader) => reader.TypeReferences
        .Select(handle => MetadataNames.Of(reader, handle))
        .Where(Banned.IsType)
        .Select(name => $"uses the type {name}");

    private static IEnumerable<string> Members(MetadataReader reader) => reader.MemberReferences
        .Select(reader.GetMemberReference)
        .Where(member => member.Parent.Kind == HandleKind.TypeReference)
        .Select(member => MetadataNames.Of(reader, member.Parent) + '.' + reader.GetString(member.Name))
        .Where(Banned.IsMember)
        .Distinct()
        .Select(name => $"uses {name}");

    private static IEnumerable<string> NativeMethods(MetadataReader reader) => reader.MethodDefinitions
        .Select(reader.GetMethodDefinition)
        .Where(method => method.Attributes.HasFlag(MethodAttributes.PinvokeImpl))
        .Select(method => $"calls native code: {reader.GetString(method.Name)}");

    private static IEnumerable<string> Statics(MetadataReader reader) => reader.FieldDefinitions
        .Select(reader.GetFieldDefinition)
        .Where(field => field.Attributes.HasFlag(FieldAttributes.Static) && !field.Attributes.HasFlag(FieldAttributes.Literal))
        .Where(field => !IsOfTheCompiler(reader, field))
        .Where(field => !field.Attributes.HasFlag(FieldAttributes.InitOnly) || Banned.IsChangeable(MetadataNames.OfValue(reader, field)))
        .Select(field => $"has a static that changes: {MetadataNames.Of(reader, field.GetDeclaringType())}.{reader.GetString(field.Name)}");

    /// <summary>The compiler keeps delegates in statics of its own; the field behind a property is the author's.</summary>
    private static bool IsOfTheCompiler(MetadataReader reader, FieldDefinition field)
    {
        var name = reader.GetString(field.Name);
        return MetadataNames.Of(reader, field.GetDeclaringType()).Contains('<')
            || (name.StartsWith('<') && !name.EndsWith("k__BackingField", StringComparison.Ordinal));
    }
}
