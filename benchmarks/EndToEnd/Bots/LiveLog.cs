using Microsoft.Extensions.Logging;

namespace ClickClack.EndToEnd.Bots;

/// <summary>Hears by the framework's log when the bot is live, and passes on what is worse than usual.</summary>
internal sealed class LiveLog(Action onLive) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => categoryName == "ClickClack" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Name is "Live" or "LiveAgain")
        {
            onLive();
        }
        else if (logLevel >= LogLevel.Error)
        {
            Console.Error.WriteLine(formatter(state, exception));
        }
    }

    public void Dispose()
    {
        // Nothing is held.
    }
}
