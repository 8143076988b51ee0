namespace ClickClack.Client;

/// <summary>Where a search looks, and in which order. A channel and a direct conversation exclude each other.</summary>
public sealed record SearchScope
{
    /// <summary>Only this channel; null for all.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>Only this direct conversation; null for channels only: without it direct conversations are never searched.</summary>
    public DirectConversationId? Conversation { get; init; }

    /// <summary>Whether the newest come first, rather than the best.</summary>
    public bool NewestFirst { get; init; }
}
