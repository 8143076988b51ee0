namespace ClickClack;

/// <summary>Where a reply goes, relative to the message it answers.</summary>
public enum ReplyPlacement
{
    /// <summary>Where the message was: its direct conversation, its thread, or its channel as a quote.</summary>
    InPlace,

    /// <summary>In the thread of the message; opens one on a root message.</summary>
    Thread,

    /// <summary>Where the message was, but without a quote.</summary>
    Plain,

    /// <summary>To <see cref="Reply.Target"/>, wherever the message was.</summary>
    Target,
}
