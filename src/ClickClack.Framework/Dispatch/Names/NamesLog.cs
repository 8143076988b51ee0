using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>What becomes of the names that the bot depends on: one line for each change.</summary>
internal static partial class NamesLog
{
    [LoggerMessage(170, LogLevel.Warning, "no {Name} in this workspace{Suggestion} (for {Use})")]
    public static partial void NameMissing(this ILogger logger, string name, string suggestion, string use);

    [LoggerMessage(171, LogLevel.Information, "{Name} is in this workspace now (for {Use})")]
    public static partial void NameThere(this ILogger logger, string name, string use);

    [LoggerMessage(172, LogLevel.Warning, "{Name} is archived, where hardly anybody says anything (for {Use})")]
    public static partial void ChannelArchived(this ILogger logger, string name, string use);

    [LoggerMessage(173, LogLevel.Warning, "{Name} is {What} (for {Use})")]
    public static partial void NameOfOtherKind(this ILogger logger, string name, string what, string use);
}
