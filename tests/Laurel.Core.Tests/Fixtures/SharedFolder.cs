using System.Text.Json;
using Xunit;

namespace Laurel.Core.Tests.Fixtures;

/// <summary>Test material that is not part of the repository: a folder named shared beside it or further up. Tests skip without it.</summary>
internal static class SharedFolder
{
    public static JsonElement ReadJson(string path)
    {
        var file = Find(path);
        Assert.SkipWhen(file is null, $"There is no shared/{path} beside the repository.");
        using var document = JsonDocument.Parse(File.ReadAllText(file ?? ""));
        return document.RootElement.Clone();
    }

    private static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", path);
            if (File.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
