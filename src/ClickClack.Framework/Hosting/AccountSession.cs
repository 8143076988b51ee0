using ClickClack.Client;
using ClickClack.Dispatch;
using ClickClack.Realtime;
using ClickClack.Replies;

namespace ClickClack.Hosting;

/// <summary>An account that has logged in, and what it remembers.</summary>
/// <param name="Client">Calls the server for the bot's own work, which waits for its server.</param>
/// <param name="Bot">Who it is.</param>
/// <param name="State">What it remembers between runs.</param>
/// <param name="Journal">What it has decided to write.</param>
/// <param name="Progress">Which events came and are done.</param>
internal sealed record AccountSession(ClickClackClient Client, BotIdentity Bot, AccountState State, Journal Journal, EventProgress Progress)
{
    /// <summary>The names of the workspace.</summary>
    public required WorkspaceDirectory Directory { get; init; }
}
