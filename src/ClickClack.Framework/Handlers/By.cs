namespace ClickClack;

/// <summary>What the messages of one lane have in common; see <see cref="LaneAttribute"/>.</summary>
public enum By
{
    /// <summary>Their channel, with its threads, or their direct conversation.</summary>
    Conversation,

    /// <summary>The thread they are in, or, for a root message, the one that it would start.</summary>
    Thread,

    /// <summary>Their author, wherever they are.</summary>
    User,
}
