using System.Text.Json;
using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>A page of the event log: <c>GET /api/realtime/events</c>. Needs <c>realtime:read</c>, whatever the events are about.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="after">Events after this cursor; null for the oldest kept. A cursor the log no longer holds is no error here.</param>
    /// <param name="limit">How many, 1 to 500; the server takes anything else for 200.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page, with the tail.</returns>
    public Task<EventsPage> GetEventsAsync(WorkspaceId workspace, EventCursor? after, int limit = 200, CancellationToken cancellationToken = default) =>
        CallAsync<EventsPage>(
            Page($"api/realtime/events?workspace_id={Escape(workspace.Value)}&after_cursor={Escape(after?.Value ?? "")}&limit={limit}&include_tail=true"),
            cancellationToken);

    /// <summary>
    /// Sends an event the server does not keep, such as typing: <c>POST /api/realtime/ephemeral</c>. Needs <c>messages:write</c>, and
    /// <c>dms:write</c> for a direct conversation. It may be lost, and is never repeated: late, it would be wrong.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="type"><see cref="EventTypes.TypingStarted"/>, <see cref="EventTypes.TypingStopped"/>, <see cref="EventTypes.PresenceChanged"/> or <see cref="EventTypes.AgentProgress"/>.</param>
    /// <param name="channel">The channel; or null.</param>
    /// <param name="conversation">The direct conversation; or null. There is no way to address a thread.</param>
    /// <param name="payload">What to say; null for nothing. The server adds the sender and the place.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The event as others see it.</returns>
    public async Task<WireEvent> SendEphemeralAsync(
        WorkspaceId workspace,
        string type,
        ChannelId? channel = null,
        DirectConversationId? conversation = null,
        JsonElement? payload = null,
        CancellationToken cancellationToken = default) =>
        (await SendAsync<EphemeralRequest, EventEnvelope>(
            HttpMethod.Post,
            "api/realtime/ephemeral",
            new EphemeralRequest(workspace, type, channel, conversation, payload),
            Repeat.Never,
            cancellationToken).ConfigureAwait(false)).Event;

    /// <summary>
    /// Shows in a channel that the bot types: <see cref="EventTypes.TypingStarted"/>. It wears off after some six seconds; to go on, send
    /// it again every four. Scopes as for <see cref="SendEphemeralAsync"/>, and like that it is never repeated.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="channel">The channel; for a thread, the channel it is in.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ShowTypingAsync(WorkspaceId workspace, ChannelId channel, CancellationToken cancellationToken = default) =>
        SendEphemeralAsync(workspace, EventTypes.TypingStarted, channel, cancellationToken: cancellationToken);

    /// <summary>Shows in a direct conversation that the bot types, as in a channel.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="conversation">The direct conversation.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ShowTypingAsync(WorkspaceId workspace, DirectConversationId conversation, CancellationToken cancellationToken = default) =>
        SendEphemeralAsync(workspace, EventTypes.TypingStarted, conversation: conversation, cancellationToken: cancellationToken);
}
