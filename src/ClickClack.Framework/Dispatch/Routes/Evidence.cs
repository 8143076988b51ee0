using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>
/// What is known about where a message is and whether it mentions the bot. Every doubt counts as a yes, so that what is unknown never
/// drops a route. Used by generated code.
/// </summary>
/// <param name="places">Where the message may be.</param>
/// <param name="channelId">The channel's id, or null if the message is in a direct conversation.</param>
/// <param name="channelName">The channel's name, or null while it is unknown or if there is none.</param>
/// <param name="mentionsBot">Whether the message mentions the bot, or may do so.</param>
/// <param name="settings">What the routes were given at start, or null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Evidence(Places places, string? channelId, string? channelName, bool mentionsBot, RouteSettings? settings = null)
{
    /// <summary>Where the message may be.</summary>
    public Places Places { get; } = places;

    /// <summary>Whether the message mentions the bot, or may do so.</summary>
    public bool MentionsBot { get; } = mentionsBot;

    /// <summary>Whether the message is, or may be, in one of these places.</summary>
    /// <param name="places">The places asked for.</param>
    public bool In(Places places) => (Places & places) != 0;

    /// <summary>Whether the message is, or may be, in this channel.</summary>
    /// <param name="nameOrId">The channel's name, or its id with <c>chn_</c>.</param>
    public bool InChannel(string nameOrId) =>
        channelId is not null
        && (nameOrId.StartsWith("chn_", StringComparison.Ordinal) ? channelId == nameOrId : channelName is null || channelName == nameOrId);

    /// <summary>Whether the message is, or may be, in the channel that the configuration names.</summary>
    /// <param name="key">The key of the configuration.</param>
    public bool InConfigured(string key) => settings?.Channel(key) is { } nameOrId && InChannel(nameOrId);

    /// <summary>Whether routes of an account are asked, or may be.</summary>
    /// <param name="account">The account's name.</param>
    public bool For(string account) => settings?.Account is null || string.Equals(settings.Account, account, StringComparison.OrdinalIgnoreCase);

    /// <summary>The same for routes that were given something at start.</summary>
    internal Evidence With(RouteSettings settings) => new(Places, channelId, channelName, MentionsBot, settings);
}
