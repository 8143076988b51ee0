using System.Text.Json.Serialization;

namespace ClickClack.Protocol;

/// <summary>A pinned message.</summary>
public sealed class WirePin
{
    /// <summary>The id.</summary>
    [JsonInclude]
    public PinId Id { get; internal set; }

    /// <summary>The workspace.</summary>
    [JsonInclude]
    public WorkspaceId WorkspaceId { get; internal set; }

    /// <summary>The channel.</summary>
    [JsonInclude]
    public ChannelId ChannelId { get; internal set; }

    /// <summary>The message.</summary>
    [JsonInclude]
    public MessageId MessageId { get; internal set; }

    /// <summary>Who pinned it.</summary>
    [JsonInclude]
    public UserId PinnedBy { get; internal set; }

    /// <summary>When, UTC.</summary>
    [JsonInclude]
    public DateTimeOffset CreatedAt { get; internal set; }
}
