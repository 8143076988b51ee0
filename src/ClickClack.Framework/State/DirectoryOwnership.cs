using System.Text;

namespace ClickClack.State;

/// <summary>That a directory is used by this process and no other.</summary>
internal static class DirectoryOwnership
{
    /// <summary>Takes it. It ends when what is returned is disposed of, and with the process, however that ends.</summary>
    /// <exception cref="StateInUseException">Another process has it.</exception>
    public static IDisposable Take(string directory)
    {
        // Two files, because what is locked cannot be read: the lock, and beside it who has it.
        string name = Path.Combine(directory, "owner");
        FileStream ownership;
        try
        {
            // Open for as long as the process lives: the operating system gives it back, however the process ends.
            ownership = new FileStream(Path.Combine(directory, "lock"), PrivateFile.Options(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException error)
        {
            throw new StateInUseException(Owner(name), error);
        }

        try
        {
            using var stream = new FileStream(name, PrivateFile.Options(FileMode.Create, FileShare.ReadWrite));
            stream.Write(Encoding.UTF8.GetBytes($"process {Environment.ProcessId} on {Environment.MachineName}\n"));
            return ownership;
        }
        catch
        {
            ownership.Dispose();
            throw;
        }
    }

    private static string Owner(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() is { Length: > 0 } owner ? owner : path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
