using System.Net;
using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>A page of 200 messages, each at most 1 MiB and six times that when escaped, would be more; nobody writes that.</summary>
    private const long LargestPage = 256 * 1024 * 1024;

    private IReadOnlyList<WireWorkspace>? workspaces;

    /// <summary>A page of a channel's root messages: <c>GET /api/channels/{c}/messages</c>. Needs <c>messages:read</c>.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="window">Which part.</param>
    /// <param name="limit">How many, 1 to 200; the server takes anything else for 100.</param>
    /// <param name="topic">Only those of a topic; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<MessagePage> GetMessagesAsync(
        ChannelId channel, PageWindow window = default, int limit = 100, TopicId? topic = null, CancellationToken cancellationToken = default) =>
        CallAsync<MessagePage>(
            Page($"api/channels/{Segment(channel.Value)}/messages?{window.Query(limit)}" + (topic is { } only ? $"&topic_id={Escape(only.Value)}" : "")),
            cancellationToken);

    /// <summary>A message, root or reply, deleted or not: <c>GET /api/messages/{m}</c>. Needs <c>messages:read</c>, and <c>dms:read</c> in a direct conversation.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">There is none, or not for this bot.</exception>
    public async Task<WireMessage> GetMessageAsync(MessageId message, CancellationToken cancellationToken = default) =>
        (await GetAsync<MessageEnvelope>($"api/messages/{Segment(message.Value)}", cancellationToken).ConfigureAwait(false)).Message;

    /// <summary>The bot's own message of a nonce: <c>GET /api/messages/by-nonce</c>. Needs <c>messages:write</c>, not read.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="nonce">The nonce.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">There is none.</exception>
    /// <exception cref="NonceConflictException">It is in another workspace.</exception>
    public async Task<WireMessage> GetMessageByNonceAsync(WorkspaceId workspace, string nonce, CancellationToken cancellationToken = default) =>
        (await GetAsync<MessageEnvelope>(
            $"api/messages/by-nonce?workspace_id={Escape(workspace.Value)}&nonce={Escape(nonce)}", cancellationToken).ConfigureAwait(false)).Message;

    /// <summary>
    /// Writes a message into a channel: <c>POST /api/channels/{c}/messages</c>. Needs <c>messages:write</c>. It becomes visible once,
    /// however often it is sent: without a nonce of the caller it gets a random one.
    /// </summary>
    /// <param name="channel">The channel.</param>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the call; the message may be visible all the same.</param>
    /// <exception cref="QuoteRefusedException">What it quotes is deleted or elsewhere.</exception>
    /// <exception cref="NonceConflictException">The nonce was used in another workspace.</exception>
    public Task<CreatedMessage> CreateMessageAsync(ChannelId channel, NewMessage message, CancellationToken cancellationToken = default) =>
        CreateAsync($"api/channels/{Segment(channel.Value)}/messages", message, cancellationToken);

    /// <summary>Changes the text of the bot's own message: <c>PATCH /api/messages/{m}</c>. Needs <c>messages:write</c>. Attachments and reactions are not in the answer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="body">The new text, not blank.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidRequestException">It is another's, or deleted.</exception>
    public async Task<WireMessage> EditMessageAsync(MessageId message, string body, CancellationToken cancellationToken = default) =>
        (await SendAsync<EditMessageRequest, MessageEnvelope>(
            HttpMethod.Patch, $"api/messages/{Segment(message.Value)}", new EditMessageRequest(body), Repeat.Freely, cancellationToken)
            .ConfigureAwait(false)).Message;

    /// <summary>Deletes the bot's own message: <c>DELETE /api/messages/{m}</c>. Needs <c>messages:write</c>. Again is no error.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AccessRefusedException">It is another's.</exception>
    public async Task<WireMessage> DeleteMessageAsync(MessageId message, CancellationToken cancellationToken = default) =>
        (await CallAsync<MessageEnvelope>(
            new ApiCall(HttpMethod.Delete, $"api/messages/{Segment(message.Value)}", Repeat.Freely), cancellationToken).ConfigureAwait(false)).Message;

    /// <summary>Gives a root message of a channel a public id for web addresses: <c>POST /api/messages/{m}/route</c>. Needs <c>threads:read</c>.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The message, with <see cref="WireMessage.RouteId"/>.</returns>
    /// <exception cref="NotVisibleException">It is a reply, or in a direct conversation.</exception>
    public async Task<WireMessage> EnsureRouteAsync(MessageId message, CancellationToken cancellationToken = default) =>
        (await CallAsync<MessageEnvelope>(
            new ApiCall(HttpMethod.Post, $"api/messages/{Segment(message.Value)}/route", Repeat.Freely), cancellationToken).ConfigureAwait(false)).Message;

    /// <summary>The caller's nonce or a random one. To the server a blank nonce is none, and the message could become visible twice.</summary>
    private static string NonceOr(string? given) => string.IsNullOrWhiteSpace(given) ? $"ccf-{Guid.NewGuid():N}" : given;

    private static ApiCall Page(string path) => new(HttpMethod.Get, path, Repeat.Freely) { LargestAnswer = LargestPage };

    private async Task<CreatedMessage> CreateAsync(string path, NewMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        string nonce = NonceOr(message.Nonce);
        var body = new CreateMessageRequest(message.Body, nonce, message.QuotedMessageId, message.TopicId, message.Kind, message.TurnId);
        try
        {
            ApiCall call = WithBody(HttpMethod.Post, path, body, Repeat.Freely);
            MessageEnvelope answer = await CallAsync<MessageEnvelope>(call, cancellationToken).ConfigureAwait(false);
            return new CreatedMessage(answer.Message, call.Status == HttpStatusCode.Created ? CreationOutcome.Created : CreationOutcome.Repeated);
        }
        catch (NonceConflictException)
        {
            // The server compares with the row as it is now, so an edit or a deletion since is a conflict too: only the row can tell.
            if (await FindByNonceAsync(nonce, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return new CreatedMessage(found, CreationOutcome.Different);
            }

            throw;
        }
    }

    private async Task<WireMessage?> FindByNonceAsync(string nonce, CancellationToken cancellationToken)
    {
        try
        {
            return await OwnWorkspaceAsync(cancellationToken).ConfigureAwait(false) is { } workspace
                ? await GetMessageByNonceAsync(workspace, nonce, cancellationToken).ConfigureAwait(false)
                : null;
        }
        catch (Exception error) when (error is NotVisibleException or NonceConflictException or AccessRefusedException)
        {
            // Not there, or there is no leave to look: then the conflict itself is what can be told.
            return null;
        }
    }

    /// <summary>The token's workspace; null for a token that sees several, which is no bot's.</summary>
    private async Task<WorkspaceId?> OwnWorkspaceAsync(CancellationToken cancellationToken)
    {
        workspaces ??= await GetWorkspacesAsync(cancellationToken).ConfigureAwait(false);
        return workspaces is [{ } only] ? only.Id : null;
    }
}
