using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A direct conversation, of two people or of a group (2.5 of the protocol).</summary>
public sealed class WireConversation
{
    /// <summary>The id.</summary>
    [JsonInclude]
    public DirectConversationId Id { get; internal set; }

    /// <summary>The public id in web addresses (<c>D…</c>).</summary>
    [JsonInclude]
    public string RouteId { get; internal set; } = "";

    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>When it was made, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>Everybody in it, the caller included, and those who left.</summary>
    [JsonInclude]
    public IReadOnlyList<WireUser> Members { get; internal set; } = [];

    /// <summary>The number of its newest root message.</summary>
    [JsonInclude]
    public long LastSeq { get; internal set; }

    /// <summary>The caller's read marker.</summary>
    [JsonInclude]
    public long LastReadSeq { get; internal set; }

    /// <summary>How many messages of others follow the marker.</summary>
    [JsonInclude]
    public long UnreadCount { get; internal set; }

    /// <summary>Whether anybody else is left to read a message.</summary>
    [JsonInclude]
    public bool CanSend { get; internal set; }
}
