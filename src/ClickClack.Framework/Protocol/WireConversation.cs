namespace ClickClack.Protocol;

/// <summary>A direct conversation, of two people or of a group.</summary>
internal sealed class WireConversation
{
    public string Id { get; init; } = "";

    /// <summary>The number of its last root message, 0 if there is none.</summary>
    public long LastSeq { get; init; }

    /// <summary>Everybody in it, the caller included, and those who left.</summary>
    public WireUser[] Members { get; init; } = [];
}
