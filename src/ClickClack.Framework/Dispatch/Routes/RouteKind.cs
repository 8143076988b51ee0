using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>What a route listens to. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum RouteKind
{
    /// <summary>The root messages or threads of a place.</summary>
    Place,

    /// <summary>Every message in its places.</summary>
    Message,

    /// <summary>A mention of the bot.</summary>
    Mention,

    /// <summary>A pattern.</summary>
    Pattern,

    /// <summary>A command.</summary>
    Command,

    /// <summary>What is said to a command that has only sub-commands: it is answered with a list of them.</summary>
    CommandGroup,

    /// <summary>What another handler threw; no message.</summary>
    Error,

    /// <summary>A reaction to a message.</summary>
    Reaction,

    /// <summary>What is observed.</summary>
    Event,
}
