using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClickClack.Wire.Tests.Bot;

/// <summary>Everything that is logged, of every category and at every level, with scopes and exceptions.</summary>
internal sealed class LogLines : ILoggerProvider
{
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

    /// <summary>A line of the log.</summary>
    internal sealed record Line(string Category, LogLevel Level, string Text, Exception? Error)
    {
        public override string ToString() => $"{Level} {Category}: {Text} {Error}";
    }

    private sealed class Category(LogLines log, string name) : ILogger
    {
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.lines.Enqueue(new Line(name, logLevel, formatter(state, exception), exception));

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            log.lines.Enqueue(new Line(name, LogLevel.Trace, $"scope {state}", null));
            return null;
        }
    }
}
