using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClickClack.Framework.Tests.Bot;

/// <summary>A line of the log.</summary>
internal sealed record LogLine(LogLevel Level, string Text, Exception? Error);

/// <summary>Everything that is logged, at every level.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    public IReadOnlyList<LogLine> All => [.. lines];

    public int Count(string part) => lines.Count(line => line.Text.Contains(part, StringComparison.Ordinal));

    public bool Has(string part) => Count(part) > 0;

    /// <summary>The lines an operator is meant to see: warnings and worse.</summary>
    public IReadOnlyList<string> Complaints => [.. lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("ClickClack", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue(new LogLine(logLevel, formatter(state, exception), exception));

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Dispose()
    {
    }

    public override string ToString() => string.Join('\n', lines.Select(line => $"{line.Level}: {line.Text} {line.Error}"));
}
