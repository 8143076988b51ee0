using ClickClack.Client;
using ClickClack.Protocol;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Makes the bot's command menu on the server what its commands are, and says which of them other bots have in theirs. The menu only
/// helps people to find commands: whatever goes wrong is one line of the log.
/// </summary>
internal sealed class MenuUpdate(ClickClackClient client, BotIdentity bot, RouteTable routes, ILogger logger)
{
    /// <summary>Compares, and writes only what differs. Waits for a server that is away, however long that takes.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<MenuCommand> menu = CommandMenu.Of(routes.Written);
        if (menu.Count == 0)
        {
            // Nothing says that a menu there is would be this program's.
            return;
        }

        if (menu.Count > CommandMenu.MostEntries)
        {
            logger.MenuTooLong(menu.Count, CommandMenu.MostEntries);
            menu = [.. menu.Take(CommandMenu.MostEntries)];
        }

        try
        {
            IReadOnlyList<WireBotCommand> all = await client.GetCommandMenuAsync(bot.WorkspaceId, cancellationToken).ConfigureAwait(false);
            WarnOfOthers(all.Where(entry => entry.Bot is { } owner && owner.Id != bot.UserId));
            if (!CommandMenu.Same(menu, all.Where(entry => entry.Bot?.Id == bot.UserId)))
            {
                await client.SetCommandMenuAsync(menu, cancellationToken).ConfigureAwait(false);
                logger.MenuWritten(menu.Count == 1 ? "1 entry" : $"{menu.Count} entries");
            }
        }
        catch (MissingScopeException error)
        {
            logger.MenuNeedsScope(error.Scope);
        }
        catch (NotVisibleException)
        {
            logger.NoMenu();
        }
        catch (ApiException error)
        {
            logger.MenuRefused(error.Message);
        }
    }

    private void WarnOfOthers(IEnumerable<WireBotCommand> others)
    {
        HashSet<string> names = [.. CommandMenu.NamesOf(routes.Written)];
        string[] shared = [.. others
            .Where(entry => names.Contains(entry.Command.TrimStart('/')))
            .Select(static entry => $"{ServerText.Clean(entry.Command)} ({OwnerOf(entry.Bot!)})")
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        if (shared.Length > 0)
        {
            logger.SharedCommands(string.Join(", ", shared));
        }
    }

    private static string OwnerOf(WireCommandBot owner) => ServerText.Clean(owner.Handle.Length > 0 ? $"@{owner.Handle}" : owner.DisplayName);
}
