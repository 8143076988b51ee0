using Microsoft.Extensions.Logging;

namespace ClickClack.Hosting;

/// <summary>What an operator reads: one line for each change of state.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(1, LogLevel.Information, "connecting to {BaseUrl} with the token from {TokenSource}")]
    public static partial void Connecting(this ILogger logger, Uri baseUrl, string tokenSource);

    [LoggerMessage(2, LogLevel.Information, "live: {Name} in {Workspace} ({Routes}, {Admitted})")]
    public static partial void Live(this ILogger logger, string name, string workspace, string routes, string admitted);

    [LoggerMessage(3, LogLevel.Information, "live again: {Name} in {Workspace}")]
    public static partial void LiveAgain(this ILogger logger, string name, string workspace);

    [LoggerMessage(4, LogLevel.Warning, "reconnecting in {Delay:0.0} s: {Reason}")]
    public static partial void Reconnecting(this ILogger logger, double delay, string reason);

    [LoggerMessage(5, LogLevel.Warning, "the server does not answer and is asked again until it does: {Reason}")]
    public static partial void Unreachable(this ILogger logger, string reason);

    [LoggerMessage(37, LogLevel.Warning, "the server asks to be left alone; what waits for it is tried again at {Until:HH:mm:ss} UTC: {Reason}")]
    public static partial void Held(this ILogger logger, DateTimeOffset until, string reason);

    [LoggerMessage(6, LogLevel.Information, "the server answers again")]
    public static partial void Reachable(this ILogger logger);

    [LoggerMessage(7, LogLevel.Warning,
        "left out {Count} events from {Oldest:u} to {Newest:u}: they are older than ClickClack:ResumeWithin ({ResumeWithin})")]
    public static partial void Skipped(this ILogger logger, int count, DateTimeOffset oldest, DateTimeOffset newest, TimeSpan resumeWithin);

    [LoggerMessage(8, LogLevel.Warning, "the server's log no longer holds the saved place {From}: events before {To} may be lost")]
    public static partial void Gap(this ILogger logger, string from, string to);

    [LoggerMessage(9, LogLevel.Warning, "left out a frame that is no event: {Reason}")]
    public static partial void MalformedFrame(this ILogger logger, string reason);

    [LoggerMessage(10, LogLevel.Warning, "{Unfinished} events are unfinished (ClickClack:MaxPending); further ones wait on the server")]
    public static partial void Parked(this ILogger logger, int unfinished);

    [LoggerMessage(11, LogLevel.Information,
        "reading what waited on the server; of what the server does not keep, {Dropped} events went by meanwhile")]
    public static partial void Unparked(this ILogger logger, long dropped);

    [LoggerMessage(12, LogLevel.Critical, "the bot stops: {Reason}")]
    public static partial void Stopped(this ILogger logger, string reason);

    [LoggerMessage(13, LogLevel.Critical, "the bot stops after a fault of the framework")]
    public static partial void Faulted(this ILogger logger, Exception error);

    [LoggerMessage(14, LogLevel.Warning, "{Unfinished} events are left for the next run")]
    public static partial void LeftForNextRun(this ILogger logger, int unfinished);

    [LoggerMessage(17, LogLevel.Information, "catching up: reading what happened since the last run")]
    public static partial void CatchingUp(this ILogger logger);

    [LoggerMessage(18, LogLevel.Information, "first run: starting from now; what was said before is not answered")]
    public static partial void FirstRun(this ILogger logger);

    [LoggerMessage(19, LogLevel.Information, "stopped: the application ends")]
    public static partial void Ended(this ILogger logger);

    [LoggerMessage(20, LogLevel.Error, "a subscriber of the bot's events failed")]
    public static partial void SubscriberFailed(this ILogger logger, Exception error);

    [LoggerMessage(21, LogLevel.Information, "the new token from {TokenSource} is in use")]
    public static partial void TokenReplaced(this ILogger logger, string tokenSource);

    [LoggerMessage(22, LogLevel.Error, "the new token from {TokenSource} is not used, the old one stays: {Reason}")]
    public static partial void TokenNotUsed(this ILogger logger, string tokenSource, string reason);

    [LoggerMessage(23, LogLevel.Error, "the changed configuration is not used, the old token stays: {Reason}")]
    public static partial void ConfigurationNotUsed(this ILogger logger, string reason);

    [LoggerMessage(24, LogLevel.Warning,
        "{Conversations} got messages that the server announced nowhere after {From} (its newest is {To}); they are read from there")]
    public static partial void Unannounced(this ILogger logger, string conversations, string from, string to);

    [LoggerMessage(25, LogLevel.Information, "read {Messages} messages that the server's log could not bring")]
    public static partial void Filled(this ILogger logger, int messages);

    [LoggerMessage(40, LogLevel.Information, "the code was changed while it runs: starting over with its routes")]
    public static partial void Reloading(this ILogger logger);

    [LoggerMessage(41, LogLevel.Error, "the changed code cannot run, and nothing is answered until it is changed again: {Reason}")]
    public static partial void NotReloaded(this ILogger logger, string reason);
}
