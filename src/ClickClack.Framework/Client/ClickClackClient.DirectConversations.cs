using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>The bot's direct conversations: <c>GET /api/dms</c>. Needs <c>dms:read</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<WireConversation>> GetConversationsAsync(WorkspaceId workspace, CancellationToken cancellationToken = default) =>
        (await CallAsync<ConversationsEnvelope>(Page($"api/dms?workspace_id={Escape(workspace.Value)}"), cancellationToken).ConfigureAwait(false))
            .Conversations;

    /// <summary>A direct conversation: <c>GET /api/dms/{d}</c>. Needs <c>dms:read</c>.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">There is none, or the bot is not in it.</exception>
    public async Task<WireConversation> GetConversationAsync(DirectConversationId conversation, CancellationToken cancellationToken = default) =>
        (await GetAsync<ConversationEnvelope>($"api/dms/{Segment(conversation.Value)}", cancellationToken).ConfigureAwait(false)).Conversation;

    /// <summary>The direct conversation with one user: the one there is, else a new one. <c>POST /api/dms</c>, needs <c>dms:write</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="user">The other one.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">The user is not in the workspace.</exception>
    /// <exception cref="ModeratedException">One of the two is blocked or timed out.</exception>
    public Task<WireConversation> OpenConversationAsync(WorkspaceId workspace, UserId user, CancellationToken cancellationToken = default) =>
        OpenAsync(workspace, [user], Repeat.Freely, cancellationToken);

    /// <summary>Makes a new group, each time: <c>POST /api/dms</c>, needs <c>dms:write</c>. Never repeated.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="users">The others, 2 to 31.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">Fewer than two others: that is no group.</exception>
    /// <exception cref="NotVisibleException">One of them is not in the workspace.</exception>
    public Task<WireConversation> CreateGroupAsync(WorkspaceId workspace, IReadOnlyCollection<UserId> users, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(users);
        UserId[] others = [.. users.Distinct()];
        return others.Length < 2
            ? throw new ArgumentException("a group needs at least two others", nameof(users))
            : OpenAsync(workspace, others, Repeat.Never, cancellationToken);
    }

    /// <summary>A page of a conversation's root messages: <c>GET /api/dms/{d}/messages</c>. Needs <c>dms:read</c>.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="window">Which part.</param>
    /// <param name="limit">How many, 1 to 200; the server takes anything else for 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<MessagePage> GetMessagesAsync(
        DirectConversationId conversation, PageWindow window = default, int limit = 100, CancellationToken cancellationToken = default) =>
        CallAsync<MessagePage>(Page($"api/dms/{Segment(conversation.Value)}/messages?{window.Query(limit)}"), cancellationToken);

    /// <summary>Writes into a direct conversation: <c>POST /api/dms/{d}/messages</c>. Needs <c>dms:write</c>. Nonces work as in channels.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the call; the message may be visible all the same.</param>
    /// <exception cref="ConflictException">Everybody else has left.</exception>
    public Task<CreatedMessage> CreateMessageAsync(
        DirectConversationId conversation, NewMessage message, CancellationToken cancellationToken = default) =>
        CreateAsync($"api/dms/{Segment(conversation.Value)}/messages", message, cancellationToken);

    /// <summary>Moves the bot's read marker of a direct conversation forward; it never moves back. Needs <c>dms:read</c>.</summary>
    /// <param name="conversation">The conversation.</param>
    /// <param name="seq">The number of the last root message read; more than there are means all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<WireReadReceipt> MarkReadAsync(DirectConversationId conversation, long seq, CancellationToken cancellationToken = default) =>
        (await SendAsync<ReadRequest, ReceiptEnvelope>(
            HttpMethod.Post, $"api/dms/{Segment(conversation.Value)}/read", new ReadRequest(seq), Repeat.Freely, cancellationToken)
            .ConfigureAwait(false)).Receipt;

    private async Task<WireConversation> OpenAsync(
        WorkspaceId workspace, IReadOnlyList<UserId> users, Repeat repeat, CancellationToken cancellationToken) =>
        (await SendAsync<OpenConversationRequest, ConversationEnvelope>(
            HttpMethod.Post, "api/dms", new OpenConversationRequest(workspace, users), repeat, cancellationToken).ConfigureAwait(false)).Conversation;
}
