using System.Text;

namespace ClickClack.State;

/// <summary>That a directory is used by this process and no other.</summary>
internal static class DirectoryOwnership
{
    /// <summary>So many bytes of the file are shown.</summary>
    private const int LongestOwner = 200;

    /// <summary>Takes it. It ends when what is returned is disposed of, and with the process, however that ends.</summary>
    /// <exception cref="StateInUseException">Another process has it.</exception>
    public static IDisposable Take(string directory)
    {
        // Two files, because what is locked cannot be read: the lock, and beside it who has it.
        string name = Path.Combine(directory, "owner");
        string locked = Path.Combine(directory, "lock");
        PrivateFile.RefuseLink(locked);
        PrivateFile.RefuseLink(name);
        FileStream ownership;
        try
        {
            // Open for as long as the process lives: the operating system gives it back, however the process ends.
            ownership = new FileStream(locked, PrivateFile.Options(FileMode.OpenOrCreate, FileShare.None));
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
            using FileStream? stream = PrivateFile.OpenToRead(path);
            Span<byte> begin = stackalloc byte[LongestOwner];
            string owner = Encoding.UTF8.GetString(begin[..(stream?.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) ?? 0)]);
            return owner.Split('\n')[0] is { Length: > 0 } line ? line : path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
