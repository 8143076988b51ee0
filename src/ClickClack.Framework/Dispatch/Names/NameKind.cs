namespace ClickClack.Dispatch;

/// <summary>What a name is meant to name.</summary>
internal enum NameKind
{
    /// <summary>A channel.</summary>
    Channel,

    /// <summary>A human or a bot.</summary>
    User,

    /// <summary>A human.</summary>
    Person,

    /// <summary>A bot.</summary>
    Bot,
}
