using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClickClack.Wire.Tests.Bot;

/// <summary>Everything that is logged, of every category and at every level, with scopes and exceptions; the newest lines of many.</summary>
internal sealed class LogLines : ILoggerProvider
{
    private const int Most = 20_000;

    private readonly ConcurrentQueue<Line> lines = new();

    public IReadOnlyList<Line> All => [.. lines];

    /// <summary>Warnings and worse.</summary>
    public IReadOnlyList<Line> Complaints => [.. lines.Where(line => line.Level >= LogLevel.Warning)];

    public int Count(string part) => lines.Count(line => line.Text.Contains(part, StringComparison.Ordinal));

    public bool Has(string part) => Count(part) > 0;

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    public void Dispose()
    {
    }

    public override string ToString() => string.Join('\n', lines);

    private void Add(Line line)
    {
        lines.Enqueue(line);
        if (lines.Count > Most)
        {
            lines.TryDequeue(out _);
        }
    }

    /// <summary>A line of the log.</summary>
    internal sealed record Line(string Category, LogLevel Level, string Text, Exception? Error)
    {
        public override string ToString() => $"{Level} {Category}: {Text} {Error}";
    }

    private sealed class Category(LogLines log, string name) : ILogger
    {
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add(new Line(name, logLevel, formatter(state, exception), exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            log.Add(new Line(name, LogLevel.Trace, $"scope {state}", null));
            return null;
        }
    }
}
