using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Laurel.Repo.Tests;

/// <summary>C# text, parsed and compiled.</summary>
internal static class CSharp
{
    private static readonly CSharpParseOptions Newest = new(LanguageVersion.Preview);

    /// <summary>Every C# file of the repository.</summary>
    public static IReadOnlyList<SyntaxTree> Files { get; } =
        [.. Repository.TextFilesEndingIn(".cs").Select(file => Parse(file.Text, file.Path))];

    public static SyntaxTree Parse(string text, string path = "example.cs") =>
        CSharpSyntaxTree.ParseText(text, Newest, path);

    /// <summary>A library made of a snippet, against the platform and the packages this project has.</summary>
    public static MemoryStream Compile(string text)
    {
        var library = CSharpCompilation.Create(
            "Example",
            [Parse(text), Parse("global using System; global using System.Collections.Generic;", "usings.cs")],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        var stream = new MemoryStream();
        var result = library.Emit(stream);
        if (!result.Success)
        {
            throw new ArgumentException(string.Join('\n', result.Diagnostics), nameof(text));
        }

        stream.Position = 0;
        return stream;
    }

    public static string Place(SyntaxNodeOrToken node) =>
        $"{node.SyntaxTree?.FilePath}:{node.GetLocation()?.GetLineSpan().StartLinePosition.Line + 1}";

    private static IEnumerable<MetadataReference> References() =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(path => MetadataReference.CreateFromFile(path));
}
