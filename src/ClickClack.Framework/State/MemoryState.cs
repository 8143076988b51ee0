namespace ClickClack.State;

/// <summary>Contents that end with the process.</summary>
internal sealed class MemoryState : IOwnedState
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, MemoryStream> contents = new(StringComparer.Ordinal);

    public string Locate(string name) => $"{name} (in memory)";

    public IReadOnlyList<string> List(string folder)
    {
        lock (gate)
        {
            return [.. contents.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))];
        }
    }

    public Stream? Read(string name)
    {
        lock (gate)
        {
            return contents.TryGetValue(name, out MemoryStream? content) ? new MemoryStream(content.ToArray(), writable: false) : null;
        }
    }

    public void Write(string name, ReadOnlySpan<byte> content, bool durable)
    {
        lock (gate)
        {
            MemoryStream stream = Content(name);
            stream.SetLength(0);
            stream.Write(content);
        }
    }

    public void Append(string name, ReadOnlySpan<byte> addition, bool durable)
    {
        lock (gate)
        {
            Content(name).Write(addition);
        }
    }

    public void Delete(string name)
    {
        lock (gate)
        {
            contents.Remove(name);
        }
    }

    public void Dispose()
    {
    }

    private MemoryStream Content(string name)
    {
        if (!contents.TryGetValue(name, out MemoryStream? stream))
        {
            contents.Add(name, stream = new MemoryStream());
        }

        return stream;
    }
}
