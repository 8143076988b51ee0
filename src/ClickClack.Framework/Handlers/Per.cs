namespace ClickClack;

/// <summary>Whose messages a <see cref="CooldownAttribute"/> counts together.</summary>
public enum Per
{
    /// <summary>Those of one user, wherever they are said.</summary>
    User,

    /// <summary>Those of one thread, or of the root messages of one channel or direct conversation, whoever says them.</summary>
    Conversation,

    /// <summary>Those of one channel or direct conversation with all its threads, whoever says them.</summary>
    Channel,

    /// <summary>All.</summary>
    Everyone,
}
