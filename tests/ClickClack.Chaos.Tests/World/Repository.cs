using System.Reflection;

namespace ClickClack.Chaos.Tests.World;

/// <summary>Where the programs are.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Metadata("RepositoryRoot").Replace('\\', '/'));

    public static string Bot { get; } = Output(Path.Combine(Root, "tests", "chaos", "Bot"), "ChaosBot.dll");

    public static string LocalServer { get; } = Output(Path.Combine(Root, "src", "ClickClack.LocalServer"), "ClickClack.LocalServer.dll");

    private static string Output(string project, string file) =>
        Path.Combine(project, "bin", Metadata("Configuration"), Metadata("TargetFramework"), file);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
