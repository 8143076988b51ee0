using System.Text.RegularExpressions;

namespace ClickClack.Wire.Tests.Crashes;

/// <summary>The state of a bot whose process can die; it is what outlives the process.</summary>
/// <param name="contents">What outlives it.</param>
/// <param name="life">The process.</param>
internal sealed partial class MortalState(Dictionary<string, byte[]> contents, Life life) : IStateStore, IOwnedState
{
    public IOwnedState Open(string account) => this;

    public string Locate(string name) => name;

    public IReadOnlyList<string> List(string folder)
    {
        lock (contents)
        {
            return [.. contents.Keys.Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal))];
        }
    }

    public Stream? Read(string name)
    {
        lock (contents)
        {
            return contents.TryGetValue(name, out byte[]? content) ? new MemoryStream(content, writable: false) : null;
        }
    }

    public void Write(string name, ReadOnlySpan<byte> content, bool durable)
    {
        int number = life.Before("write " + Kind(name));
        lock (contents)
        {
            contents[name] = content.ToArray();
        }

        life.After("write " + Kind(name), number);
    }

    public void Append(string name, ReadOnlySpan<byte> addition, bool durable)
    {
        int number = life.Before("append " + Kind(name));
        lock (contents)
        {
            contents[name] = [.. contents.GetValueOrDefault(name) ?? [], .. addition];
        }

        life.After("append " + Kind(name), number);
    }

    public void Delete(string name)
    {
        int number = life.Before("delete " + Kind(name));
        lock (contents)
        {
            contents.Remove(name);
        }

        life.After("delete " + Kind(name), number);
    }

    public void Dispose()
    {
    }

    private static string Kind(string name) => Id().Replace(name, "*");

    [GeneratedRegex("(?<=journal/).*(?=\\.json)")]
    private static partial Regex Id();
}
