namespace ClickClack.Framework.Tests.Bot;

/// <summary>A directory that goes with the test.</summary>
internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("clickclack-").FullName;

    /// <summary>A file of the only account that keeps its state here.</summary>
    public string File(string name) => System.IO.Path.Combine(Path, $"{Server.ScriptedServer.BotId}-{Server.ScriptedServer.WorkspaceId}", name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
        }
    }
}
