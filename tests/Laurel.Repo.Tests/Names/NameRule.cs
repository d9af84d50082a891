using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Laurel.Repo.Tests.Names;

/// <summary>Names of types and folders say what a thing is; these words say nothing.</summary>
internal static partial class NameRule
{
    private static readonly string[] EmptyWords =
    [
        "service", "services", "manager", "managers", "helper", "helpers", "info", "data", "impl", "base", "util", "utils",
        "utility", "utilities", "common", "models", "dto", "dtos", "interfaces", "extensions",
    ];

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word { get; }

    public static IReadOnlyList<string> TypeProblems(SyntaxTree file) =>
    [
        .. file.GetRoot().DescendantNodes()
            .Select(node => node switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier,
                DelegateDeclarationSyntax type => type.Identifier,
                _ => default,
            })
            .SelectMany(name => EmptyWordsOf(name.Text), (name, word) => $"{CSharp.Place(name)}: the type {name.Text} has the word {word}"),
    ];

    public static IReadOnlyList<string> FolderProblems(IEnumerable<string> paths) =>
    [
        .. paths
            .SelectMany(path => path.Split('/')[..^1])
            .Distinct()
            .SelectMany(EmptyWordsOf, (folder, word) => $"the folder {folder} has the word {word}"),
    ];

    private static IEnumerable<string> EmptyWordsOf(string name) =>
        Word.Matches(name).Select(match => match.Value).Where(word => EmptyWords.Contains(word.ToLowerInvariant()));
}
