using EchoBot.Tests.Processes;

namespace ClickClack.PackageTests;

/// <summary>A bot of somebody who has the package only.</summary>
/// <param name="directory">Where it is.</param>
/// <param name="properties">Which package it is built with.</param>
public sealed class Consumer(string directory, string[] properties)
{
    /// <summary>Its project file.</summary>
    internal string Project { get; private init; } = "Bot.csproj";

    /// <summary>The same place with another project in it.</summary>
    /// <param name="project">The name of the project file.</param>
    /// <param name="files">All its files, with their contents.</param>
    internal Consumer With(string project, params (string Name, string Content)[] files)
    {
        foreach (string file in Directory.EnumerateFiles(directory).Where(file => Path.GetFileName(file) != "nuget.config"))
        {
            File.Delete(file);
        }

        foreach ((string name, string content) in files)
        {
            Add(name, content);
        }

        return new Consumer(directory, properties) { Project = project };
    }

    /// <summary>Adds a file.</summary>
    internal void Add(string name, string content) => File.WriteAllText(Path.Combine(directory, name), content);

    /// <summary>Builds it.</summary>
    internal Task<RunningProgram> BuildAsync(params string[] more) => RunAsync("build", more);

    /// <summary>Publishes it.</summary>
    /// <returns>The program, and what the build said.</returns>
    internal async Task<(RunningProgram Build, string Program)> PublishAsync(string runtime)
    {
        string output = Path.Combine(directory, "published");
        return (await RunAsync("publish", "-c", "Release", "-r", runtime, "-o", output), Path.Combine(output, "Bot"));
    }

    /// <summary>The built assembly.</summary>
    internal string Assembly => Path.Combine(directory, "bin", "Debug", "net10.0", "Bot.dll");

    private Task<RunningProgram> RunAsync(string verb, params string[] more) =>
        PackedFramework.DotnetAsync([verb, Path.Combine(directory, Project), "--nologo", "-v", "quiet", "-clp:NoSummary", .. properties, .. more]);
}
