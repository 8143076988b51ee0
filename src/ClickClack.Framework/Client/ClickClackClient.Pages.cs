using ClickClack.Protocol;

namespace ClickClack.Client;

/// <content>The lists and pages that tell which root messages there are.</content>
internal sealed partial class ClickClackClient
{
    /// <summary>The direct conversations the bot is in.</summary>
    public async Task<WireConversation[]> GetConversationsAsync(string workspace, CancellationToken cancellation) =>
        (await GetAsync($"api/dms?workspace_id={Escape(workspace)}", WireJson.Default.ConversationsEnvelope, cancellation)
            .ConfigureAwait(false)).Conversations;

    /// <summary>A channel's root messages after a sequence number, in order; deleted ones too.</summary>
    /// <param name="channel">The channel's id.</param>
    /// <param name="afterSeq">Messages after this number; 0 for the first.</param>
    /// <param name="limit">At most so many, up to 200.</param>
    /// <param name="cancellation">Ends the call.</param>
    public async Task<WireMessage[]> GetChannelMessagesAsync(string channel, long afterSeq, int limit, CancellationToken cancellation) =>
        (await GetAsync(
            $"api/channels/{Escape(channel)}/messages?after_seq={afterSeq}&limit={limit}", WireJson.Default.MessagesEnvelope, cancellation)
            .ConfigureAwait(false)).Messages;

    /// <summary>A direct conversation's root messages after a sequence number, as <see cref="GetChannelMessagesAsync"/>.</summary>
    public async Task<WireMessage[]> GetConversationMessagesAsync(
        string conversation, long afterSeq, int limit, CancellationToken cancellation) =>
        (await GetAsync(
            $"api/dms/{Escape(conversation)}/messages?after_seq={afterSeq}&limit={limit}", WireJson.Default.MessagesEnvelope, cancellation)
            .ConfigureAwait(false)).Messages;
}
