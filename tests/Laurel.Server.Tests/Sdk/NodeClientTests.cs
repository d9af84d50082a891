using System.ComponentModel;
using System.Diagnostics;
using Laurel.Runtime.Tests;
using Laurel.Server.Tests.CommandLine;
using Laurel.Tests.Databases;

namespace Laurel.Server.Tests.Sdk;

/// <summary>
/// The official client library for Node, in the version that tests/sdk pins, against <c>laurel serve</c> as a process of its own. What
/// is called and expected stands there; a test here is one of those files.
/// </summary>
public sealed class NodeClientTests
{
    private const string Key = "sdk.0123456789abcdef0123456789abcdef";

    private static readonly string Folder = Path.Combine(RepositoryFiles.Root, "tests", "sdk");
    private static readonly TimeSpan TimeMax = TimeSpan.FromMinutes(3);

    // What ./test writes after everything else is there.
    private static readonly string Installed = Path.Combine(Folder, "node_modules", ".installed");

    [Theory]
    [InlineData("application.test.mjs")]
    [InlineData("admin.test.mjs")]
    public async Task Library_AgainstARealServer_Works(string file)
    {
        Assert.SkipWhen(await Version("node") is null, "node is not on this machine");
        Assert.SkipUnless(IsInstalled, "the client library, as tests/sdk pins it, is not installed there; ./test does that");
        using var database = new TestDatabase();
        using var server = LaurelProgram.Start(
            LaurelProgram.File, "serve", "--database", database.Text, "--rulebook", Path.Combine(Folder, "rulebook.yaml"),
            "--urls", "http://127.0.0.1:0", "--admin-key", Key);
        try
        {
            var url = await LaurelProgram.UrlOf(server);
            var (code, output) = await Run("node", ["--test", file], ("LAUREL_URL", url), ("LAUREL_KEY", Key));

            Assert.True(code == 0, output);
            Assert.DoesNotContain("# pass 0", output, StringComparison.Ordinal);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static bool IsInstalled =>
        File.Exists(Installed) && File.ReadAllText(Installed) == File.ReadAllText(Path.Combine(Folder, "package-lock.json"));

    private static async Task<string?> Version(string program)
    {
        try
        {
            return (await Run(program, ["--version"])).Output;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static async Task<(int Code, string Output)> Run(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        using var patience = new CancellationTokenSource(TimeMax);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
