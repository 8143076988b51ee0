namespace ClickClack;

/// <summary>A chat message as a handler sees it. It is in a channel or in a direct conversation, never in both.</summary>
public sealed class Message
{
    /// <summary>The message's id.</summary>
    public required MessageId Id { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Author Author { get; init; }

    /// <summary>The text as the server stores it: Markdown, written by somebody else.</summary>
    public required string Body { get; init; }

    /// <summary>
    /// The text to act on: <see cref="Body"/> without a leading mention of the bot and the punctuation and blanks after it. Commands
    /// match on it.
    /// </summary>
    public required string Text { get; init; }

    /// <summary>The channel, or null in a direct conversation.</summary>
    public MessageChannel? Channel { get; init; }

    /// <summary>The direct conversation, or null in a channel.</summary>
    public MessageConversation? Conversation { get; init; }

    /// <summary>The message the thread hangs on if this is a reply, else null.</summary>
    public MessageId? ThreadRoot { get; init; }

    /// <summary>When the server stored it, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether it is a reply in a thread.</summary>
    public bool IsReply => ThreadRoot is not null;

    /// <summary>
    /// Where it was said: its thread, its direct conversation, or its channel. A later send there needs no message:
    /// <c>bot.SendAsync("done", message.Place)</c>.
    /// </summary>
    public Target Place => this switch
    {
        { ThreadRoot: { } root } => new Target.Thread(root),
        { Conversation: { } conversation } => new Target.Conversation(conversation.Id),
        _ => new Target.Channel(Channel!.Id),
    };

    /// <summary>The id of its channel or direct conversation.</summary>
    internal string HomeId => Conversation?.Id.Value ?? Channel?.Id.Value ?? "";

    /// <summary>The same, as if it had been said at another time.</summary>
    internal Message At(DateTimeOffset time) => new()
    {
        Id = Id,
        Author = Author,
        Body = Body,
        Text = Text,
        Channel = Channel,
        Conversation = Conversation,
        ThreadRoot = ThreadRoot,
        CreatedAt = time,
    };

    /// <summary>
    /// A message for a unit test of a handler: a root message in a channel, unless <paramref name="dm"/> or
    /// <paramref name="threadRoot"/> says otherwise.
    /// </summary>
    /// <param name="text">What was written; both <see cref="Body"/> and <see cref="Text"/>.</param>
    /// <param name="author">The author's handle, which is also the display name and, after <c>usr_</c>, the id.</param>
    /// <param name="channel">The channel's name, which after <c>chn_</c> is also its id; ignored in a direct message.</param>
    /// <param name="dm">Whether it is a direct message between the author and the bot.</param>
    /// <param name="threadRoot">The root's id if it is a reply in a thread, else null.</param>
    /// <returns>The message.</returns>
    public static Message Of(
        string text, string author = "alice", string channel = "general", bool dm = false, string? threadRoot = null) => new()
    {
        Id = new MessageId("msg_test"),
        Author = new Author(new UserId($"usr_{author}"), author, author),
        Body = text,
        Text = text,
        Channel = dm ? null : new MessageChannel(new ChannelId($"chn_{channel}"), channel),
        Conversation = dm ? new MessageConversation(new DirectConversationId($"dm_{author}"), IsGroup: false) : null,
        ThreadRoot = threadRoot is null ? null : new MessageId(threadRoot),
    };

    /// <summary>The text, for a debugger or a test's output.</summary>
    public override string ToString() => $"{Author.Mention}: {Body}";
}
