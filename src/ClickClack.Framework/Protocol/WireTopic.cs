using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A topic that messages of a channel can be filed under.</summary>
public sealed class WireTopic
{
    /// <summary>The id.</summary>
    [JsonInclude]
    public TopicId Id { get; internal set; }

    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>The name.</summary>
    [JsonInclude]
    public string Name { get; internal set; } = "";

    /// <summary>The one channel it is for; null for all.</summary>
    [JsonInclude]
    public ChannelId? ChannelId { get; internal set; }

    /// <summary>Who made it; or null.</summary>
    [JsonInclude]
    public UserId? CreatedBy { get; internal set; }

    /// <summary>When it was made, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }

    /// <summary>When it was archived; or null.</summary>
    [JsonInclude]
    public DateTimeOffset? ArchivedAt { get; internal set; }
}
