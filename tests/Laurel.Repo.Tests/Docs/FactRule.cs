using System.Text.RegularExpressions;

namespace Laurel.Repo.Tests.Docs;

/// <summary>The page on facts names every case of the abstract record Fact.</summary>
internal static class FactRule
{
    public static IReadOnlyList<Type> Facts(IReadOnlyCollection<Type> types) =>
        [.. types.Where(type => !type.IsAbstract && types.Any(fact => fact is { Name: "Fact", IsAbstract: true } && type.IsSubclassOf(fact)))];

    public static IReadOnlyList<string> Problems(IEnumerable<Type> facts, string page) =>
    [
        .. facts
            .Where(fact => !Regex.IsMatch(page, $@"\b{Regex.Escape(fact.Name)}\b"))
            .Select(fact => $"{fact.Name} is not on the page"),
    ];
}
