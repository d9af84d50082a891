using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Laurel.Repo.Tests.Texts;

/// <summary>C# that silences the compiler, and C# that these tests could not read.</summary>
internal static class BannedSyntax
{
    public static IReadOnlyList<string> Problems(SyntaxTree file) =>
    [
        .. file.GetDiagnostics()
            .Where(problem => problem.Severity == DiagnosticSeverity.Error)
            .Select(problem => $"{file.FilePath}: cannot be read: {problem.GetMessage()}"),
        .. file.GetRoot()
            .DescendantNodes(descendIntoTrivia: true)
            .Select(node => (Node: node, Why: WhyBanned(node)))
            .Where(found => found.Why.Length > 0)
            .Select(found => $"{CSharp.Place(found.Node)}: {found.Why}"),
    ];

    private static string WhyBanned(SyntaxNode node) => node.Kind() switch
    {
        SyntaxKind.SuppressNullableWarningExpression => "the null-forgiving operator",
        SyntaxKind.PragmaWarningDirectiveTrivia => "a pragma for warnings",
        SyntaxKind.NullableDirectiveTrivia => "a directive for nullability",
        _ => "",
    };
}
