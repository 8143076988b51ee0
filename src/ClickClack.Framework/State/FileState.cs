namespace ClickClack.State;

/// <summary>A directory of small files. One is written beside its place, flushed to the disk and renamed over it.</summary>
/// <param name="directory">The directory; it is there.</param>
/// <param name="ownership">Given up with the state; null if nobody else can have it.</param>
internal sealed class FileState(string directory, IDisposable? ownership = null) : IOwnedState
{
    private const string Unfinished = ".new";

    private readonly Lock gate = new();
    private readonly Dictionary<string, FileStream> growing = new(StringComparer.Ordinal);

    public string Locate(string name) => Path.Combine(directory, name);

    public IReadOnlyList<string> List(string folder)
    {
        string path = Locate(folder);
        if (!Directory.Exists(path))
        {
            return [];
        }

        var names = new List<string>();
        foreach (string file in Directory.EnumerateFileSystemEntries(path))
        {
            if (file.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                // Cut off by a crash.
                File.Delete(file);
            }
            else
            {
                names.Add($"{folder}/{Path.GetFileName(file)}");
            }
        }

        return names;
    }

    public Stream? Read(string name) => PrivateFile.OpenToRead(Locate(name));

    public void Write(string name, ReadOnlySpan<byte> content, bool durable)
    {
        Close(name);
        string path = Locate(name);
        if (name.Contains('/', StringComparison.Ordinal))
        {
            PrivateFile.CreateDirectory(Path.GetDirectoryName(path)!);
        }

        string fresh = path + Unfinished;
        using (FileStream stream = PrivateFile.CreateAnew(fresh))
        {
            stream.Write(content);
            if (durable)
            {
                stream.Flush(flushToDisk: true);
            }
        }

        // Over a link it takes the place of the link. A directory cannot be replaced so.
        File.Move(fresh, path, overwrite: true);
    }

    public void Append(string name, ReadOnlySpan<byte> addition, bool durable)
    {
        FileStream stream = OpenToGrow(name);
        stream.Write(addition);
        if (durable)
        {
            stream.Flush(flushToDisk: true);
        }
    }

    public void Delete(string name)
    {
        Close(name);
        File.Delete(Locate(name));
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (FileStream stream in growing.Values)
            {
                stream.Dispose();
            }

            growing.Clear();
        }

        ownership?.Dispose();
    }

    /// <summary>What grows stays open, without a buffer: it is written at every start and end of a handler.</summary>
    private FileStream OpenToGrow(string name)
    {
        lock (gate)
        {
            if (growing.TryGetValue(name, out FileStream? open))
            {
                return open;
            }

            FileStreamOptions options = PrivateFile.Options(FileMode.Append, FileShare.ReadWrite | FileShare.Delete);
            options.BufferSize = 0;
            PrivateFile.RefuseLink(Locate(name));
            var stream = new FileStream(Locate(name), options);
            growing.Add(name, stream);
            return stream;
        }
    }

    private void Close(string name)
    {
        lock (gate)
        {
            if (growing.Remove(name, out FileStream? open))
            {
                open.Dispose();
            }
        }
    }
}
