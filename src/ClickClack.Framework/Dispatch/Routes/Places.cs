using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>
/// The kinds of places a message can be in, as a set of possibilities: while a message is known only from its event, every place it
/// may yet turn out to be in is set; once it is fetched, exactly one is. Used by generated code.
/// </summary>
[Flags]
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Places
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>A root message of a channel.</summary>
    ChannelRoot = 1,

    /// <summary>A reply in a thread of a channel.</summary>
    ChannelThread = 2,

    /// <summary>A root message between one person and the bot.</summary>
    DmRoot = 4,

    /// <summary>A reply in a thread of such a conversation.</summary>
    DmThread = 8,

    /// <summary>A root message of a group conversation.</summary>
    GroupDmRoot = 16,

    /// <summary>A reply in a thread of a group conversation.</summary>
    GroupDmThread = 32,

    /// <summary>Anywhere in a channel.</summary>
    Channel = ChannelRoot | ChannelThread,

    /// <summary>Anywhere in a conversation between one person and the bot.</summary>
    Dm = DmRoot | DmThread,

    /// <summary>Anywhere in a group conversation.</summary>
    GroupDm = GroupDmRoot | GroupDmThread,

    /// <summary>Any reply in a thread.</summary>
    Thread = ChannelThread | DmThread | GroupDmThread,

    /// <summary>Anywhere.</summary>
    Anywhere = Channel | Dm | GroupDm,
}
