using ClickClack.Local.Callbacks;
using ClickClack.Local.Endpoints;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Seeding;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack;

/// <summary>
/// A human of a <see cref="LocalServer"/>, to talk to a bot from a test. What it does is stored and announced to open sockets exactly as
/// if it had come over HTTP.
/// </summary>
public sealed class LocalPerson
{
    // The largest page there is; a test that needs more pages through the protocol.
    private const int ReadLimit = 200;

    private readonly EventDeliveries work;
    private readonly string workspaceId;

    internal LocalPerson(EventDeliveries work, string workspaceId, SeededPerson person)
    {
        this.work = work;
        this.workspaceId = workspaceId;
        Id = person.Id;
        DisplayName = person.DisplayName;
        Handle = person.Handle;
        Token = person.Token;
    }

    /// <summary>The user id, <c>usr_…</c>.</summary>
    public string Id { get; }

    /// <summary>The name people see.</summary>
    public string DisplayName { get; }

    /// <summary>What the person is mentioned by, without <c>@</c>; empty when it cannot be mentioned.</summary>
    public string Handle { get; }

    /// <summary>The session token, <c>sst_…</c>, for requests of one's own.</summary>
    public string Token { get; }

    /// <summary>Posts a message in a channel.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="text">What; white space around it is cut off.</param>
    /// <exception cref="InvalidOperationException">The text is blank.</exception>
    public Task<LocalMessage> SayAsync(LocalChannel channel, string text)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return RunAsync(db => Describe(Posting.InChannel(
            db, Me(db), ChannelStore.FindVisible(db, channel.Id, Id) ?? throw Unknown(), new(text), CorrelationId.New()).Message));
    }

    /// <summary>Posts a message in a direct conversation.</summary>
    /// <param name="conversation">Where.</param>
    /// <param name="text">What; white space around it is cut off.</param>
    /// <exception cref="InvalidOperationException">The text is blank, or nobody else is left in the conversation.</exception>
    public Task<LocalMessage> SayAsync(LocalConversation conversation, string text)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return RunAsync(db => Describe(Posting.InConversation(
            db, Me(db), ConversationStore.FindVisible(db, conversation.Id, Id) ?? throw Unknown(), new(text), CorrelationId.New()).Message));
    }

    /// <summary>Replies in the thread of a message.</summary>
    /// <param name="message">The root of the thread or any reply in it.</param>
    /// <param name="text">What; white space around it is cut off.</param>
    /// <exception cref="InvalidOperationException">The text is blank, or nobody else is left in the conversation.</exception>
    public Task<LocalMessage> ReplyAsync(LocalMessage message, string text)
    {
        ArgumentNullException.ThrowIfNull(message);
        return RunAsync(db => Describe(Posting.InThread(
            db, Me(db), MessageStore.FindVisible(db, message.ThreadRootId, Id) ?? throw Unknown(), new(text), CorrelationId.New()).Message));
    }

    /// <summary>Opens the direct conversation with these users; with one of them it is always the same, with more a new one each time.</summary>
    /// <param name="userIds">Ids of persons or bots.</param>
    /// <exception cref="InvalidOperationException">One of them is no member of the workspace, or there is nobody but oneself.</exception>
    public Task<LocalConversation> OpenConversationAsync(params string[] userIds)
    {
        ArgumentNullException.ThrowIfNull(userIds);
        return RunAsync(db => new LocalConversation(DirectMessages.Open(db, workspaceId, Id, userIds).Id));
    }

    /// <summary>The newest 200 root messages of a channel, oldest first.</summary>
    /// <param name="channel">Where.</param>
    public Task<IReadOnlyList<LocalMessage>> ReadAsync(LocalChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return RunAsync(db => ChannelStore.FindVisible(db, channel.Id, Id) is null ? throw Unknown() : Newest(db, channel.Id));
    }

    /// <summary>The newest 200 root messages of a direct conversation, oldest first.</summary>
    /// <param name="conversation">Where.</param>
    public Task<IReadOnlyList<LocalMessage>> ReadAsync(LocalConversation conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return RunAsync(db => ConversationStore.FindVisible(db, conversation.Id, Id) is null ? throw Unknown() : Newest(db, conversation.Id));
    }

    /// <summary>The newest 200 replies in the thread of a message, oldest first, without the root.</summary>
    /// <param name="message">The root of the thread or any reply in it.</param>
    public Task<IReadOnlyList<LocalMessage>> ReadRepliesAsync(LocalMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return RunAsync<IReadOnlyList<LocalMessage>>(db => MessageStore.FindVisible(db, message.ThreadRootId, Id) is null
            ? throw Unknown()
            : [.. MessageStore.Replies(db, message.ThreadRootId, ReadLimit, latest: true).Select(Describe)]);
    }

    private static IReadOnlyList<LocalMessage> Newest(Transaction db, string placeId) =>
        [.. MessageStore.Before(db, new(placeId, null), long.MaxValue, ReadLimit).Messages.Select(Describe)];

    private static LocalMessage Describe(Message message) => new(
        message.Id,
        message.AuthorId,
        message.Body,
        message.ThreadRootId,
        message.ChannelSeq ?? message.ThreadSeq!.Value,
        message.QuotedMessageId);

    private static InvalidOperationException Unknown() => new("This server has no such place, or this person cannot see it.");

    private User Me(Transaction db) => UserStore.Find(db, Id)!;

    // Refusals are the protocol's business; who calls a method wants an exception that says what was wrong.
    private async Task<T> RunAsync<T>(Func<Transaction, T> action)
    {
        try
        {
            return await work.RunAsync(action);
        }
        catch (Refusal refusal)
        {
            throw new InvalidOperationException(refusal.Message, refusal);
        }
    }
}
