namespace ClickClack.Dispatch;

/// <summary>What the server knows of a name.</summary>
internal enum NameStanding
{
    /// <summary>It was not asked yet.</summary>
    Unknown,

    /// <summary>It exists.</summary>
    There,

    /// <summary>It is a channel in the archive, which still takes messages.</summary>
    Archived,

    /// <summary>It is a bot where people are named, or the other way round.</summary>
    OtherKind,

    /// <summary>It does not exist.</summary>
    Missing,
}
