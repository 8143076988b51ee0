using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>What the dispatcher logs. Never a body.</summary>
internal static partial class DispatchLog
{
    [LoggerMessage(100, LogLevel.Debug, "{Trigger}: not handled ({Reason})")]
    public static partial void Dropped(this ILogger logger, string trigger, string reason);

    [LoggerMessage(101, LogLevel.Debug, "{Trigger}: {Route}")]
    public static partial void Routed(this ILogger logger, string trigger, Route route);

    [LoggerMessage(102, LogLevel.Warning, "{Route} failed on {Trigger}, attempt {Attempt} of {Attempts}{What}; trying again in {Delay:0.0} s")]
    public static partial void HandlerFailed(
        this ILogger logger, Exception? error, Route route, string trigger, int attempt, int attempts, string what, double delay);

    [LoggerMessage(103, LogLevel.Error, "{Route} failed on {Trigger} {Attempts} times{What} and is given up; the message is in the dead letters")]
    public static partial void HandlerGivenUp(this ILogger logger, Exception? error, Route route, string trigger, int attempts, string what);

    [LoggerMessage(104, LogLevel.Error, "{Trigger} cannot be answered and is in the dead letters: {Reason}")]
    public static partial void Unanswerable(this ILogger logger, string trigger, string reason);

    [LoggerMessage(105, LogLevel.Warning, "{Trigger} was not answered: the message is gone or not visible to the bot ({Reason})")]
    public static partial void NotVisible(this ILogger logger, string trigger, string reason);

    [LoggerMessage(106, LogLevel.Error, "{Trigger} hit a fault of the framework and is in the dead letters")]
    public static partial void Fault(this ILogger logger, Exception error, string trigger);

    [LoggerMessage(107, LogLevel.Error, "{Route} failed on {Trigger} too{What}, which stays in the dead letters")]
    public static partial void ErrorHandlerFailed(this ILogger logger, Exception? error, Route route, string trigger, string what);

    [LoggerMessage(112, LogLevel.Warning, "{Trigger}: nobody could be told in the chat that its handler failed: {Reason}")]
    public static partial void FailureNotShown(this ILogger logger, string trigger, string reason);

    [LoggerMessage(109, LogLevel.Warning, "the process died {Deaths} times while {Trigger} was at work; it runs alone now")]
    public static partial void RunsAlone(this ILogger logger, string trigger, int deaths);

    [LoggerMessage(108, LogLevel.Warning, "{Route} still runs on {Trigger} after {Seconds:0} s; its conversation waits")]
    public static partial void HandlerStillRuns(this ILogger logger, Route route, string trigger, double seconds);

    [LoggerMessage(110, LogLevel.Information, "messages that a guard refused: {Reasons}; the next count follows in 10 minutes at the earliest")]
    public static partial void Denied(this ILogger logger, string reasons);

    [LoggerMessage(111, LogLevel.Warning,
        "{Bot} said more than {Most} things within {Seconds:0} s in {Conversation}, as in a loop; it is not answered there for {Seconds:0} s")]
    public static partial void BotMuted(this ILogger logger, string bot, int most, double seconds, string conversation);

    [LoggerMessage(130, LogLevel.Debug, "{Trigger}: {Route} was not called ({Reason})")]
    public static partial void Refused(this ILogger logger, string trigger, Route route, string reason);

    [LoggerMessage(132, LogLevel.Warning, "{Trigger} is answered after an edit, and stays in the dead letters, which cannot be written: {Reason}")]
    public static partial void StaysListed(this ILogger logger, string trigger, string reason);

    [LoggerMessage(131, LogLevel.Warning, "{First} and {Second} listen to one channel, #{Channel}; the first of them takes its messages")]
    public static partial void SameChannel(this ILogger logger, string first, string second, string channel);

    [LoggerMessage(134, LogLevel.Error, "{Route} has run on {Trigger}, and a service of that run failed when it was disposed of")]
    public static partial void DisposalFailed(this ILogger logger, Exception error, Route route, string trigger);
}
