using System.Reflection;

namespace EchoBot.Tests.Processes;

/// <summary>Where the programs under test are.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Metadata("RepositoryRoot").Replace('\\', '/'));

    public static string EchoBotProject { get; } = Path.Combine(Root, "src", "Samples", "EchoBot");

    public static string EchoBot { get; } = Output(EchoBotProject, "EchoBot.dll");

    public static string LocalServer { get; } = Output(Path.Combine(Root, "src", "ClickClack.LocalServer"), "ClickClack.LocalServer.dll");

    private static string Output(string project, string file) =>
        Path.Combine(project, "bin", Metadata("Configuration"), Metadata("TargetFramework"), file);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
