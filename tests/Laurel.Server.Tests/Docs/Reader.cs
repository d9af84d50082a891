using System.Diagnostics;
using Laurel.Runtime.Rulebooks;
using Laurel.Server.Tests.CommandLine;
using Xunit;

namespace Laurel.Server.Tests.Docs;

/// <summary>
/// Somebody who follows one page: keeps its files in a folder of their own, runs its commands there with the real program as
/// <c>laurel</c> and <c>./run</c>, and starts a server with the learning example when the page first talks to one.
/// </summary>
internal sealed class Reader : IAsyncDisposable
{
    private const string Address = "http://127.0.0.1:8080";
    private const string Key = "docs.0123456789abcdef";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("laurel-docs-");
    private Process? server;
    private string url = Address;

    public Reader(string root)
    {
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "run"), Path.Combine(AppContext.BaseDirectory, "laurel"));
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "examples"), Path.Combine(root, "examples"));
    }

    /// <summary>Does what the block says, and holds what follows it against what came back.</summary>
    public async Task Follow(Block block)
    {
        if (block.FileName is { } name)
        {
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), block.Text);
        }

        switch (block.Info)
        {
            case "yaml rulebook":
                Assert.Empty(RulebookYaml.Read(block.Text).Problems.Select(problem => $"line {block.Line}: {problem}"));
                break;
            case "sh laurel":
                Compare(block, await Run(block));
                break;
            case "sh curl":
                url = server is null ? await Serve() : url;
                Compare(block, await Run(block));
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            server.Kill();
            await server.WaitForExitAsync();
            server.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private static void Compare(Block block, string actual)
    {
        var (kind, shown) = block.Output;
        var isSame = kind.Length == 0 || (kind == "json" ? Expected.IsJson(shown, actual) : Expected.IsText(shown, actual));
        Assert.True(isSame, $"The block at line {block.Line} is followed by\n{shown}\nand gave\n{actual}");
    }

    private async Task<string> Run(Block block)
    {
        var ran = await LaurelProgram.Finish(Start("/bin/sh", "-e", "-c", block.Text.Replace(Address, url, StringComparison.Ordinal)));
        Assert.True(ran.Code == 0, $"The block at line {block.Line} ended with code {ran.Code}:\n{ran.Output}{ran.Error}");
        return ran.Output;
    }

    private async Task<string> Serve()
    {
        server = Start(
            Path.Combine(folder.FullName, "run"), "serve", "--urls", "http://127.0.0.1:0", "--admin-key", Key,
            "--database", "sqlite:data/laurel.db", "--rulebook", "examples/learning/rulebook.yaml");
        return await LaurelProgram.UrlOf(server);
    }

    private Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["KEY"] = Key;
        start.Environment.Remove("LAUREL_DATABASE");
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
