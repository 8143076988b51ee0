namespace ClickClack.Local.Storage;

/// <summary>Files and directories that only their owner can read: they hold tokens and messages.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(path);
        }
        else
        {
            System.IO.Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes a file for this process alone. One that is there, or a link, is never opened: another user may have put it there.</summary>
    /// <exception cref="IOException">There is something of that name.</exception>
    public static FileStream Create(string path) => Open(path, FileMode.CreateNew);

    /// <summary>Holds a file for this process alone, and leaves its content as it is.</summary>
    /// <exception cref="IOException">It is a link, or another process holds it.</exception>
    public static FileStream Hold(string path) =>
        new FileInfo(path).LinkTarget is { } target
            ? throw new IOException($"{path} is a link to {target}, which is not followed. Remove it.")
            : Open(path, FileMode.OpenOrCreate);

    /// <summary>Replaces a file as a whole: readers see the old content or the new, never a part.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        // The rename takes the place of whatever has the name, a link included, with the new file's owner and mode.
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = Create(temporary))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }
        return new(path, options);
    }
}
