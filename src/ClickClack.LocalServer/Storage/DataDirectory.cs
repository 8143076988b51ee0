namespace ClickClack.Local.Storage;

/// <summary>A server works in this directory.</summary>
internal sealed class DataDirectoryInUseException(string directory, Exception inner) : IOException($"Another server uses {directory}.", inner);

/// <summary>Where a server keeps what outlives it. One process at a time has it to itself.</summary>
internal static class DataDirectory
{
    private const string DatabaseName = "clickclack.db";
    private const string LockName = "server.lock";

    public static string DatabaseFile(string directory) => Path.Combine(directory, DatabaseName);

    /// <summary>Takes the directory, which is created when it does not exist, until what is returned is disposed of.</summary>
    /// <exception cref="DataDirectoryInUseException">Another process has it.</exception>
    public static FileStream Take(string directory)
    {
        PrivateFiles.CreateDirectory(directory);
        var path = Path.Combine(directory, LockName);
        try
        {
            return PrivateFiles.Hold(path);
        }
        catch (IOException e) when (File.Exists(path) && new FileInfo(path).LinkTarget is null)
        {
            throw new DataDirectoryInUseException(directory, e);
        }
    }
}
