using System.Collections.Frozen;
using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>What routes are given when the bot starts: whose they are, and the channels that the configuration names.</summary>
/// <param name="account">The account's name, or null for routes of all accounts.</param>
/// <param name="channels">The name or id of a channel for each key of the configuration that a route names.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RouteSettings(string? account, IReadOnlyDictionary<string, string> channels)
{
    private readonly FrozenDictionary<string, string> channels = channels.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The account's name, or null.</summary>
    public string? Account { get; } = account;

    /// <summary>The name or id of the channel that the configuration has under a key, or null if it has none.</summary>
    /// <param name="key">The key.</param>
    public string? Channel(string key) => channels.GetValueOrDefault(key);

    /// <summary>Whether the framework answers <c>/help</c> where nobody wrote such a command.</summary>
    public bool Help { get; init; } = true;

    /// <summary>Whether a route is one of the account.</summary>
    internal bool Owns(RouteDescription route) =>
        route.Account is null || Account is null || string.Equals(route.Account, Account, StringComparison.OrdinalIgnoreCase);
}
