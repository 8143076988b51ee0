using System.Text.Json.Serialization;
using ClickClack.Client;

namespace ClickClack.Replies;

/// <summary>Where a message is written: a channel, a direct conversation, a thread, or a group that is yet to be made; one of them.</summary>
internal sealed record Place
{
    /// <summary>The channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The direct conversation.</summary>
    public string? Conversation { get; init; }

    /// <summary>The message the thread hangs on.</summary>
    public string? Thread { get; init; }

    /// <summary>What is quoted there; null for nothing.</summary>
    public string? Quote { get; init; }

    /// <summary>The other members of a group, sorted, without repeats. With <see cref="Conversation"/> it was made already.</summary>
    public IReadOnlyList<string>? Group { get; init; }

    /// <summary>Whether there is a group to be made first.</summary>
    [JsonIgnore]
    public bool NeedsGroup => Group is not null && Conversation is null;

    /// <summary>Whether another place is the same group.</summary>
    public bool IsSameGroup(Place other) => Group is not null && other.Group is not null && Group.SequenceEqual(other.Group, StringComparer.Ordinal);

    /// <summary>Writes a message there.</summary>
    public Task<CreatedMessage> CreateAsync(ClickClackClient client, string body, string nonce, CancellationToken cancellationToken)
    {
        var message = new NewMessage(body) { Nonce = nonce, QuotedMessageId = Quote is null ? null : new MessageId(Quote) };
        return this switch
        {
            { Channel: { } channel } => client.CreateMessageAsync(new ChannelId(channel), message, cancellationToken),
            { Conversation: { } conversation } => client.CreateMessageAsync(new DirectConversationId(conversation), message, cancellationToken),
            { Thread: { } root } => client.CreateReplyAsync(new MessageId(root), message, cancellationToken),
            _ => throw new InvalidOperationException("A message without a place."),
        };
    }
}
