namespace ClickClack.State;

/// <summary>Files that only their owner may read: what a bot remembers is other people's conversation.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How to open one for writing.</summary>
    public static FileStreamOptions Options(FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    /// <summary>Makes a file that was not there: what lies in its place, a link too, is taken away.</summary>
    public static FileStream CreateAnew(string path)
    {
        File.Delete(path);
        return new FileStream(path, Options(FileMode.CreateNew));
    }

    /// <summary>Opens one that may be there.</summary>
    /// <returns>Null if it is not.</returns>
    /// <exception cref="IOException">There is something, but no file: a directory, a link, a pipe.</exception>
    public static FileStream? OpenToRead(string path)
    {
        RefuseLink(path);
        if (Directory.Exists(path))
        {
            throw new IOException($"{path} is a directory, where a file of the bot's state belongs");
        }

        FileStream stream;
        try
        {
            // To write, too: the opening of a pipe to read would wait for its other end.
            stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (!stream.CanSeek)
        {
            stream.Dispose();
            throw new IOException($"{path} is no file, where a file of the bot's state belongs");
        }

        return stream;
    }

    /// <summary>Nothing of the state is a link: what is written through one is written elsewhere, perhaps where others read.</summary>
    /// <exception cref="IOException">It is one.</exception>
    public static void RefuseLink(string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException($"{path} is a link, where a file of the bot's state belongs");
        }
    }

    /// <summary>Makes a directory that only its owner may enter, with its parents.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }
}
