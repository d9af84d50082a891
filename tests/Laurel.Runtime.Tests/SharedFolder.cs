namespace Laurel.Runtime.Tests;

/// <summary>Files that are too large or not free to be part of the project: a folder <c>shared</c> beside the project or above it.</summary>
public static class SharedFolder
{
    /// <summary>The path of a file or folder in it; null when it is not on this machine.</summary>
    public static string? Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", relative);
            if (Path.Exists(path))
            {
                return path;
            }
        }

        return null;
    }

    /// <summary>The path; where it is absent the running test is skipped, saying so.</summary>
    public static string FindOrSkip(string relative)
    {
        var path = Find(relative);
        Xunit.Assert.SkipWhen(path is null, $"shared/{relative} is not on this machine");
        return path ?? "";
    }
}
