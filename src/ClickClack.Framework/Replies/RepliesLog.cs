using Microsoft.Extensions.Logging;

namespace ClickClack.Replies;

/// <summary>What writing an answer logs. Never a body.</summary>
internal static partial class RepliesLog
{
    [LoggerMessage(200, LogLevel.Debug, "{Trigger}: the answer waits, because its plan cannot be written: {Reason}")]
    public static partial void AnswerWaits(this ILogger logger, string trigger, string reason);

    [LoggerMessage(201, LogLevel.Debug, "{Trigger}: the plan of its answer cannot be removed: {Reason}")]
    public static partial void JournalNotCleared(this ILogger logger, string trigger, string reason);

    [LoggerMessage(202, LogLevel.Debug, "{Trigger}: an earlier run has answered")]
    public static partial void AnsweredBefore(this ILogger logger, string trigger);

    [LoggerMessage(203, LogLevel.Warning,
        "{Trigger}: a message sent by an earlier run of its handler says something else than this run would; it is left as it is. A send in a loop "
        + "whose length can change, or in parallel, needs an idempotencyKey")]
    public static partial void SendDiverged(this ILogger logger, string trigger);

    [LoggerMessage(204, LogLevel.Debug, "a file cannot be attached to {Message}: {Reason}")]
    public static partial void NotAttached(this ILogger logger, string message, string reason);

    [LoggerMessage(205, LogLevel.Debug, "typing is not shown: {Reason}")]
    public static partial void TypingNotShown(this ILogger logger, string reason);

    [LoggerMessage(207, LogLevel.Debug, "progress is not shown: {Reason}")]
    public static partial void ProgressNotShown(this ILogger logger, string reason);

    [LoggerMessage(208, LogLevel.Warning, "what handlers do is not shown any more, because the server refuses it: {Reason}")]
    public static partial void ProgressRefused(this ILogger logger, string reason);

    [LoggerMessage(209, LogLevel.Debug, "{Trigger}: its answer was deleted by somebody, and is left so")]
    public static partial void AnswerLeftDeleted(this ILogger logger, string trigger);

    [LoggerMessage(210, LogLevel.Warning, "{Cause}: a text of {Characters} characters takes {Messages} messages; Reply.WithFile sends it as one file")]
    public static partial void TextCut(this ILogger logger, string cause, int characters, int messages);

    [LoggerMessage(211, LogLevel.Warning,
        "{Cause}: a text of {Characters} characters ends after {Messages} messages (ClickClack:MaxAnswerParts), {Left} characters are not sent; "
        + "Reply.WithFile sends it as one file")]
    public static partial void TextCutOff(this ILogger logger, string cause, int characters, int messages, int left);

    [LoggerMessage(206, LogLevel.Debug, "{Trigger}: an earlier run planned the answer; it is carried out")]
    public static partial void Resuming(this ILogger logger, string trigger);
}
