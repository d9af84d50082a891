using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Laurel.Repo.Tests.Sizes;

/// <summary>Files, methods and parameter lists stay short enough to be read in one go.</summary>
internal static class SizeRule
{
    public const int FileLineMax = 400;
    public const int MethodLineMax = 60;
    public const int ParameterMax = 5;

    private static readonly string[] NativeImports = ["DllImport", "LibraryImport"];

    public static IReadOnlyList<string> Problems(SyntaxTree file) => [.. Length(file), .. Methods(file), .. Parameters(file)];

    private static IEnumerable<string> Length(SyntaxTree file)
    {
        var text = file.GetText();
        var count = text.Lines.Count - (text.Lines[^1].Span.IsEmpty ? 1 : 0);
        return count > FileLineMax ? [$"{file.FilePath}: {count} lines, at most {FileLineMax}"] : [];
    }

    private static IEnumerable<string> Methods(SyntaxTree file) => file.GetRoot()
        .DescendantNodes()
        .Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
        .Select(node => (Node: node, Count: LineCount(file, StartOf(node), node.Span.End)))
        .Append((Node: file.GetRoot(), Count: LineCountOfStatements(file)))
        .Where(method => method.Count > MethodLineMax)
        .Select(method => $"{CSharp.Place(method.Node)}: {NameOf(method.Node)} has {method.Count} lines, at most {MethodLineMax}");

    private static IEnumerable<string> Parameters(SyntaxTree file) => file.GetRoot()
        .DescendantNodes()
        .Where(node => !IsGivenByOthers(node))
        .Select(node => (Node: node, Count: ParametersOf(node)?.Parameters.Count ?? 0))
        .Where(list => list.Count > ParameterMax)
        .Select(list => $"{CSharp.Place(list.Node)}: {NameOf(list.Node)} has {list.Count} parameters, at most {ParameterMax}");

    private static ParameterListSyntax? ParametersOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.ParameterList,
        LocalFunctionStatementSyntax function => function.ParameterList,
        DelegateDeclarationSyntax type => type.ParameterList,
        RecordDeclarationSyntax => null,
        TypeDeclarationSyntax type => type.ParameterList,
        _ => null,
    };

    /// <summary>Overrides, explicit implementations and native functions take what someone else decided.</summary>
    private static bool IsGivenByOthers(SyntaxNode node) => node is MethodDeclarationSyntax method
        && (method.ExplicitInterfaceSpecifier is not null
            || method.Modifiers.Any(SyntaxKind.OverrideKeyword)
            || method.AttributeLists.SelectMany(list => list.Attributes).Any(use => NativeImports.Contains(use.Name.ToString())));

    private static int StartOf(SyntaxNode node) =>
        node.ChildNodes().OfType<AttributeListSyntax>().LastOrDefault() is { } last ? last.GetLastToken().GetNextToken().SpanStart : node.SpanStart;

    private static int LineCountOfStatements(SyntaxTree file)
    {
        GlobalStatementSyntax[] statements =
            [.. file.GetRoot().ChildNodes().OfType<GlobalStatementSyntax>().Where(node => node.Statement is not LocalFunctionStatementSyntax)];
        return statements.Length == 0 ? 0 : LineCount(file, statements[0].SpanStart, statements[^1].Span.End);
    }

    private static int LineCount(SyntaxTree file, int start, int end)
    {
        var lines = file.GetText().Lines;
        return lines.GetLinePosition(end).Line - lines.GetLinePosition(start).Line + 1;
    }

    private static string NameOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        DelegateDeclarationSyntax type => type.Identifier.Text,
        CompilationUnitSyntax => "the program",
        _ => node.Kind().ToString(),
    };
}
