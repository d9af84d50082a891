using System.Reflection.Metadata;

namespace Laurel.Repo.Tests.Purity;

/// <summary>Full names of types in compiled metadata; a nested type's name follows its outer type's after a dot.</summary>
internal static class MetadataNames
{
    public static string Of(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        HandleKind.TypeReference => Of(reader, (TypeReferenceHandle)handle),
        HandleKind.TypeDefinition => Of(reader, (TypeDefinitionHandle)handle),
        _ => "",
    };

    public static string Of(MetadataReader reader, TypeReferenceHandle handle)
    {
        var type = reader.GetTypeReference(handle);
        var outer = type.ResolutionScope.Kind == HandleKind.TypeReference
            ? Of(reader, type.ResolutionScope)
            : reader.GetString(type.Namespace);
        return Join(outer, reader.GetString(type.Name));
    }

    public static string Of(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var outer = type.GetDeclaringType();
        return Join(outer.IsNil ? reader.GetString(type.Namespace) : Of(reader, outer), reader.GetString(type.Name));
    }

    /// <summary>The class of the values that a field holds, without type arguments; empty for primitive types and arrays.</summary>
    public static string OfValue(MetadataReader reader, FieldDefinition field)
    {
        var signature = reader.GetBlobReader(field.Signature);
        signature.ReadSignatureHeader();
        var code = signature.ReadSignatureTypeCode();
        if (code == SignatureTypeCode.GenericTypeInstance)
        {
            code = signature.ReadSignatureTypeCode();
        }

        return code == SignatureTypeCode.TypeHandle ? Of(reader, signature.ReadTypeHandle()) : "";
    }

    private static string Join(string outer, string name) => outer.Length == 0 ? name : $"{outer}.{name}";
}
