using System.Collections.Concurrent;
using System.Globalization;

namespace ClickClack.Chaos.Tests.World;

/// <summary>What was done to bot, server and network, with the time: to be laid beside their logs.</summary>
internal sealed class Diary
{
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentDictionary<string, int> counts = new();

    public IReadOnlyList<string> Lines => [.. lines];

    /// <summary>How often each thing was done.</summary>
    public IReadOnlyDictionary<string, int> Counts => new SortedDictionary<string, int>(counts, StringComparer.Ordinal);

    /// <summary>Notes something that is counted.</summary>
    public void Note(string what, string details = "")
    {
        counts.AddOrUpdate(what, 1, (_, before) => before + 1);
        Write($"{what} {details}");
    }

    /// <summary>Notes something.</summary>
    public void Write(string text) => lines.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {text}"));
}
