namespace ClickClack.Generators;

/// <summary>What a handler returns.</summary>
internal enum ReturnForm
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A text or reply.</summary>
    Reply,

    /// <summary>A task without a value.</summary>
    Task,

    /// <summary>A task of a text or reply.</summary>
    TaskOfReply,
}
