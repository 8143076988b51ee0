using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>What is logged about observers.</summary>
internal static partial class ObserverLog
{
    [LoggerMessage(150, LogLevel.Error, "{Route} failed on {Trigger} after {Attempts} attempts{What}; it does not hear of it again")]
    public static partial void ObserverGivenUp(this ILogger logger, Exception? error, Route route, string trigger, int attempts, string what);

    [LoggerMessage(151, LogLevel.Error, "the process died {Deaths} times while {Trigger} was at work; nobody observes it any more")]
    public static partial void NotObserved(this ILogger logger, string trigger, int deaths);
}
