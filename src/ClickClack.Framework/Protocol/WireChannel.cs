using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A channel (2.5 of the protocol).</summary>
public sealed class WireChannel
{
    /// <summary>The id.</summary>
    [JsonInclude]
    public ChannelId Id { get; internal set; }

    /// <summary>The public id in web addresses (<c>C…</c>).</summary>
    [JsonInclude]
    public string RouteId { get; internal set; } = "";

    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>The name, unique in the workspace.</summary>
    [JsonInclude]
    public string Name { get; internal set; } = "";

    /// <summary>Free text, normally <c>public</c>; it has no meaning for access.</summary>
    [JsonInclude]
    public string Kind { get; internal set; } = "";

    /// <summary>A longer title; null if there is none.</summary>
    [JsonInclude]
    public string? DisplayTitle { get; internal set; }

    /// <summary>When it was made, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>When it was archived; null if it is not. An archived channel still takes messages.</summary>
    [JsonInclude]
    public DateTimeOffset? ArchivedAt { get; internal set; }

    /// <summary>Whether another system keeps it.</summary>
    [JsonInclude]
    public bool ExternalManaged { get; internal set; }

    /// <summary>That system's reference; or null.</summary>
    [JsonInclude]
    public string? ExternalRef { get; internal set; }

    /// <summary>That system's address; or null.</summary>
    [JsonInclude]
    public string? ExternalUrl { get; internal set; }

    /// <summary>The section of the side bar; or null.</summary>
    [JsonInclude]
    public string? SidebarSection { get; internal set; }

    /// <summary>The number of its newest root message. Only lists fill it; an answer to a change carries 0.</summary>
    [JsonInclude]
    public long LastSeq { get; internal set; }

    /// <summary>The caller's read marker. Only lists fill it.</summary>
    [JsonInclude]
    public long LastReadSeq { get; internal set; }

    /// <summary>How many messages of others follow the marker. Only lists fill it.</summary>
    [JsonInclude]
    public long UnreadCount { get; internal set; }
}
