using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>What becomes of the command menu; each at most once in a run.</summary>
internal static partial class MenuLog
{
    [LoggerMessage(150, LogLevel.Information, "the command menu is up to date now: {Entries}")]
    public static partial void MenuWritten(this ILogger logger, string entries);

    [LoggerMessage(151, LogLevel.Warning,
        "the command menu stays as it is: the token lacks the scope {Scope}; make one that has it, or set ClickClack:Menu to false")]
    public static partial void MenuNeedsScope(this ILogger logger, string scope);

    [LoggerMessage(152, LogLevel.Information, "the server has no command menus")]
    public static partial void NoMenu(this ILogger logger);

    [LoggerMessage(153, LogLevel.Warning, "the command menu stays as it is: {Reason}")]
    public static partial void MenuRefused(this ILogger logger, string reason);

    [LoggerMessage(154, LogLevel.Warning,
        "other bots of the workspace have commands of the same name: {Commands}; whoever means one of them has to name it, as in /name@bot")]
    public static partial void SharedCommands(this ILogger logger, string commands);

    [LoggerMessage(155, LogLevel.Warning, "there are {Count} commands, and a command menu holds {Most}: it lists the first of them")]
    public static partial void MenuTooLong(this ILogger logger, int count, int most);
}
