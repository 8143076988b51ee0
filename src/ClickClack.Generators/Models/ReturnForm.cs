namespace ClickClack.Generators;

/// <summary>What a handler returns. What is waited for comes last.</summary>
internal enum ReturnForm
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A text or reply.</summary>
    Reply,

    /// <summary>Several texts or replies.</summary>
    Replies,

    /// <summary>A text that grows.</summary>
    Stream,

    /// <summary>A task without a value.</summary>
    Task,

    /// <summary>A task of a text or reply.</summary>
    TaskOfReply,

    /// <summary>A task of several texts or replies.</summary>
    TaskOfReplies,
}
