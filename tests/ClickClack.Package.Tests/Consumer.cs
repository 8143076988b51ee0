using EchoBot.Tests.Processes;

namespace ClickClack.PackageTests;

/// <summary>A bot of somebody who has the package only.</summary>
/// <param name="directory">Where it is.</param>
/// <param name="properties">Which package it is built with.</param>
public sealed class Consumer(string directory, string[] properties)
{
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
    internal string Assembly(string framework) => Path.Combine(directory, "bin", "Debug", framework, "Bot.dll");

    private Task<RunningProgram> RunAsync(string verb, params string[] more) =>
        PackedFramework.DotnetAsync([verb, Path.Combine(directory, "Bot.csproj"), "--nologo", "-v", "quiet", "-clp:NoSummary", .. properties, .. more]);
}
