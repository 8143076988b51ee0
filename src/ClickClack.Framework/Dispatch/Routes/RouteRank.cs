using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>How specific a route is: of all routes that match a message the highest wins. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RouteRank
{
    /// <summary>No route.</summary>
    None,

    /// <summary>Any channel, or any message at all.</summary>
    Any,

    /// <summary>A channel by its name, or by a key of the configuration.</summary>
    Named,

    /// <summary>A channel by its id, or direct messages, or group conversations.</summary>
    Exact,

    /// <summary>A thread anywhere.</summary>
    Thread,

    /// <summary>A thread in a named place.</summary>
    ThreadInPlace,

    /// <summary>A mention of the bot.</summary>
    Mention,

    /// <summary>A pattern.</summary>
    Pattern,

    /// <summary>A command.</summary>
    Command,
}
