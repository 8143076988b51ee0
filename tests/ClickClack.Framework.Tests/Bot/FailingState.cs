using System.Collections.Concurrent;

namespace ClickClack.Framework.Tests.Bot;

/// <summary>The state of a bot on a disk that can be full: what is named so cannot be written until it is named no more.</summary>
internal sealed class FailingState(IStateStore behind) : IStateStore
{
    private readonly ConcurrentDictionary<string, Exception> failing = new();

    private int failures;

    /// <summary>How often something could not be written.</summary>
    public int Failures => Volatile.Read(ref failures);

    /// <summary>From here on contents whose names begin so cannot be written.</summary>
    public void Fail(string name, Exception? error = null) => failing[name] = error ?? new IOException("No space left on device");

    /// <summary>They can again.</summary>
    public void Recover(string name) => failing.TryRemove(name, out _);

    public IOwnedState Open(string account) => new Owned(this, behind.Open(account));

    private void Check(string name)
    {
        foreach ((string start, Exception error) in failing)
        {
            if (name.StartsWith(start, StringComparison.Ordinal))
            {
                Interlocked.Increment(ref failures);
                throw error;
            }
        }
    }

    private sealed class Owned(FailingState disk, IOwnedState behind) : IOwnedState
    {
        public string Locate(string name) => behind.Locate(name);

        public IReadOnlyList<string> List(string folder) => behind.List(folder);

        public Stream? Read(string name) => behind.Read(name);

        public void Write(string name, ReadOnlySpan<byte> content, bool durable)
        {
            disk.Check(name);
            behind.Write(name, content, durable);
        }

        public void Append(string name, ReadOnlySpan<byte> addition, bool durable)
        {
            disk.Check(name);
            behind.Append(name, addition, durable);
        }

        public void Delete(string name) => behind.Delete(name);

        public void Dispose() => behind.Dispose();
    }
}
