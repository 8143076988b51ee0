using ClickClack.Client;

namespace ClickClack.Replies;

/// <summary>Where a message is written.</summary>
internal abstract record Destination
{
    /// <summary>What it quotes there; null for nothing.</summary>
    public MessageId? Quoted { get; init; }

    /// <summary>Writes a message there.</summary>
    public abstract Task<CreatedMessage> CreateAsync(ClickClackClient client, NewMessage message, CancellationToken cancellation);
}

/// <summary>A channel.</summary>
internal sealed record ChannelDestination(ChannelId Id) : Destination
{
    public override Task<CreatedMessage> CreateAsync(ClickClackClient client, NewMessage message, CancellationToken cancellation) =>
        client.CreateMessageAsync(Id, message, cancellation);
}

/// <summary>A direct conversation.</summary>
internal sealed record ConversationDestination(DirectConversationId Id) : Destination
{
    public override Task<CreatedMessage> CreateAsync(ClickClackClient client, NewMessage message, CancellationToken cancellation) =>
        client.CreateMessageAsync(Id, message, cancellation);
}

/// <summary>A thread.</summary>
internal sealed record ThreadDestination(MessageId Root) : Destination
{
    public override Task<CreatedMessage> CreateAsync(ClickClackClient client, NewMessage message, CancellationToken cancellation) =>
        client.CreateReplyAsync(Root, message, cancellation);
}
