using System.Diagnostics;

namespace Laurel.Repo.Tests;

/// <summary>A text file of the repository; its path is relative to the root, with slashes.</summary>
internal sealed record TextFile(string Path, string Text);

/// <summary>The working copy that these tests look at: what git tracks and what it would track.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", "bin", "obj", "data", "artifacts", ".vs", ".idea"];

    private static readonly TimeSpan GitTimeMax = TimeSpan.FromSeconds(30);

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<string> Paths { get; } =
        [.. (PathsFromGit() ?? PathsFromDisk()).Where(path => File.Exists(FullPath(path))).Distinct().Order(StringComparer.Ordinal)];

    public static IReadOnlyList<TextFile> TextFiles { get; } = [.. Paths.Select(Read).OfType<TextFile>()];

    public static IEnumerable<TextFile> TextFilesEndingIn(string ending) =>
        TextFiles.Where(file => file.Path.EndsWith(ending, StringComparison.Ordinal));

    public static TextFile? TextFileAt(string path) => TextFiles.SingleOrDefault(file => file.Path == path);

    private static string FullPath(string path) => Path.Combine(Root, path);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Laurel.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Laurel.slnx above {AppContext.BaseDirectory}.");
    }

    /// <summary>Null where git is missing or this is no working copy, as in a source archive.</summary>
    private static string[]? PathsFromGit()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var git = Process.Start(start);
            var output = git?.StandardOutput.ReadToEnd() ?? "";
            return git is not null && git.WaitForExit(GitTimeMax) && git.ExitCode == 0
                ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> PathsFromDisk() => Directory
        .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(NotOurs.Contains));

    private static TextFile? Read(string path)
    {
        var bytes = File.ReadAllBytes(FullPath(path));
        return bytes.Contains((byte)0) || path.EndsWith(".gz", StringComparison.Ordinal)
            ? null
            : new TextFile(path, System.Text.Encoding.UTF8.GetString(bytes));
    }
}
