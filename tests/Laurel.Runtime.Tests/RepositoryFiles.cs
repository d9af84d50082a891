namespace Laurel.Runtime.Tests;

/// <summary>Files of the repository that tests read, found upwards from the test program.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Root, .. path]));

    private static string Find(DirectoryInfo? directory) => directory switch
    {
        null => throw new InvalidOperationException("No Laurel.slnx above the test program."),
        _ when File.Exists(Path.Combine(directory.FullName, "Laurel.slnx")) => directory.FullName,
        _ => Find(directory.Parent),
    };
}
