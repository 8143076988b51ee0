using EchoBot.Tests.Processes;

[assembly: AssemblyFixture(typeof(ClickClack.PackageTests.PackedFramework))]

namespace ClickClack.PackageTests;

/// <summary>The framework as a package, packed once for all tests, and somewhere outside of the repository where it is used.</summary>
public sealed class PackedFramework : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string directory = Directory.CreateTempSubdirectory("clickclack-package-").FullName;

    // No package that was unpacked before is taken for this one.
    private readonly string version = $"0.1.0-run.x{Guid.NewGuid():N}"[..20];
    private readonly Lock gate = new();
    private Task? packed;

    /// <summary>Where the packages are.</summary>
    public string Feed => Path.Combine(directory, "feed");

    /// <summary>
    /// Packages are unpacked here, the one under test too; what the machine has unpacked already is read there. The folder stays, so that
    /// what only a bot needs is not fetched each time.
    /// </summary>
    private static string UnpackedPackages { get; } = Path.Combine(Repository.Root, "artifacts", "package-tests", "packages");

    /// <summary>The file of the package.</summary>
    public async Task<string> FileAsync()
    {
        await PackOnceAsync();
        return Path.Combine(Feed, $"ClickClack.Framework.{version}.nupkg");
    }

    /// <summary>A bot that references the package, in a directory of its own.</summary>
    public async Task<Consumer> CreateConsumerAsync(string name)
    {
        await PackOnceAsync();
        string project = Path.Combine(directory, name);
        Directory.CreateDirectory(project);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "ClickClack.Package.Tests", "Consumer")))
        {
            File.Copy(file, Path.Combine(project, Path.GetFileName(file)));
        }

        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string fallback = Directory.Exists(machine) ? $"""<add key="machine" value="{machine}" />""" : "";
        await File.WriteAllTextAsync(Path.Combine(project, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
              <fallbackPackageFolders>{fallback}</fallbackPackageFolders>
            </configuration>
            """);
        return new Consumer(project, [$"-p:ClickClackVersion={version}"]);
    }

    /// <summary>Runs the SDK to its end.</summary>
    internal static async Task<RunningProgram> DotnetAsync(params string[] arguments)
    {
        RunningProgram program = RunningProgram.Start(
            "dotnet", arguments, new Dictionary<string, string?> { ["NUGET_PACKAGES"] = UnpackedPackages, ["DOTNET_CLI_UI_LANGUAGE"] = "en" });
        await program.ExitAsync(Patience);
        return program;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(directory, recursive: true);
        string unpacked = Path.Combine(UnpackedPackages, "clickclack.framework");
        if (Directory.Exists(unpacked))
        {
            Directory.Delete(unpacked, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    private Task PackOnceAsync()
    {
        lock (gate)
        {
            return packed ??= PackAsync();
        }
    }

    private async Task PackAsync()
    {
        // Beside the repository's own output, which belongs to whoever builds it, and from packages the machine has.
        await using RunningProgram pack = RunningProgram.Start("dotnet", [
            "pack", Path.Combine(Repository.Root, "src", "ClickClack.Framework"), "-c", "Release", "-o", Feed, "--nologo", "-v", "quiet",
            "--artifacts-path", Path.Combine(directory, "build"), $"-p:Version={version}",
        ]);
        await pack.ExitAsync(Patience);
        Assert.True(pack.ExitCode == 0, pack.ToString());
        Assert.DoesNotContain(pack.Output, line => line.Contains(": warning ", StringComparison.Ordinal));
    }
}
