using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>A window of a thread: <c>GET /api/messages/{root}/thread</c>. Needs <c>threads:read</c>, and <c>dms:read</c> in a direct conversation.</summary>
    /// <param name="root">The message the thread hangs on; a reply is refused.</param>
    /// <param name="latest">Whether the last replies are wanted rather than the first. There is no way to those in between.</param>
    /// <param name="limit">How many replies, 1 to 200; the server takes anything else for 100.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="InvalidRequestException">It is a reply.</exception>
    public Task<ThreadPage> GetThreadAsync(MessageId root, bool latest = false, int limit = 100, CancellationToken cancellationToken = default) =>
        CallAsync<ThreadPage>(Page($"api/messages/{Segment(root.Value)}/thread?limit={limit}" + (latest ? "&latest=true" : "")), cancellationToken);

    /// <summary>
    /// Writes a reply into a thread: <c>POST /api/messages/{root}/thread/replies</c>. Needs <c>threads:write</c>, and <c>dms:write</c> in a
    /// direct conversation. Nonces work as for messages; topic, kind and turn are ignored.
    /// </summary>
    /// <param name="root">The message the thread hangs on.</param>
    /// <param name="message">The reply.</param>
    /// <param name="cancellationToken">Ends the call; the reply may be visible all the same.</param>
    /// <exception cref="QuoteRefusedException">What it quotes is deleted or elsewhere.</exception>
    /// <exception cref="InvalidRequestException">The root is itself a reply.</exception>
    public Task<CreatedMessage> CreateReplyAsync(MessageId root, NewMessage message, CancellationToken cancellationToken = default) =>
        CreateAsync($"api/messages/{Segment(root.Value)}/thread/replies", message, cancellationToken);
}
