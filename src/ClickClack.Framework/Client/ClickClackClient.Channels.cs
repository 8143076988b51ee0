using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>All channels, by name, archived ones included: <c>GET /api/workspaces/{w}/channels</c>. Needs <c>channels:read</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<WireChannel>> GetChannelsAsync(WorkspaceId workspace, CancellationToken cancellationToken = default) =>
        (await GetAsync<ChannelsEnvelope>($"api/workspaces/{Segment(workspace.Value)}/channels", cancellationToken).ConfigureAwait(false)).Channels;

    /// <summary>Makes a channel: <c>POST /api/workspaces/{w}/channels</c>. Needs <c>channels:write</c>. Never repeated.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="settings">At least the name.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConflictException">The name is taken.</exception>
    public async Task<WireChannel> CreateChannelAsync(WorkspaceId workspace, ChannelSettings settings, CancellationToken cancellationToken = default) =>
        (await SendAsync<ChannelSettings, ChannelEnvelope>(
            HttpMethod.Post, $"api/workspaces/{Segment(workspace.Value)}/channels", settings, Repeat.Never, cancellationToken).ConfigureAwait(false))
            .Channel;

    /// <summary>Changes a channel: <c>PATCH /api/channels/{c}</c>. Needs <c>channels:write</c>.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="changes">What is changed.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConflictException">The name is taken.</exception>
    public async Task<WireChannel> UpdateChannelAsync(ChannelId channel, ChannelSettings changes, CancellationToken cancellationToken = default) =>
        (await SendAsync<ChannelSettings, ChannelEnvelope>(
            HttpMethod.Patch, $"api/channels/{Segment(channel.Value)}", changes, Repeat.Freely, cancellationToken).ConfigureAwait(false)).Channel;

    /// <summary>What of a channel the bot is notified of: <c>all</c>, <c>mentions</c> or <c>muted</c>. Needs <c>messages:read</c>.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<string> GetNotificationPreferenceAsync(ChannelId channel, CancellationToken cancellationToken = default) =>
        (await GetAsync<PreferenceEnvelope>($"api/channels/{Segment(channel.Value)}/notification-settings", cancellationToken).ConfigureAwait(false))
            .Preference;

    /// <summary>Sets what of a channel the bot is notified of. Needs <c>messages:write</c>. Events come whatever it says.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="preference"><c>all</c>, <c>mentions</c> or <c>muted</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<string> SetNotificationPreferenceAsync(ChannelId channel, string preference, CancellationToken cancellationToken = default) =>
        (await SendAsync<PreferenceRequest, PreferenceEnvelope>(
            HttpMethod.Patch,
            $"api/channels/{Segment(channel.Value)}/notification-settings",
            new PreferenceRequest(preference),
            Repeat.Freely,
            cancellationToken).ConfigureAwait(false)).Preference;

    /// <summary>Moves the bot's read marker of a channel forward; it never moves back. Needs <c>messages:read</c>.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="seq">The number of the last root message read; more than there are means all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<WireReadReceipt> MarkReadAsync(ChannelId channel, long seq, CancellationToken cancellationToken = default) =>
        (await SendAsync<ReadRequest, ReceiptEnvelope>(
            HttpMethod.Post, $"api/channels/{Segment(channel.Value)}/read", new ReadRequest(seq), Repeat.Freely, cancellationToken)
            .ConfigureAwait(false)).Receipt;

    /// <summary>The topics in use, by name: <c>GET /api/workspaces/{w}/topics</c>. Needs <c>channels:read</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<WireTopic>> GetTopicsAsync(WorkspaceId workspace, CancellationToken cancellationToken = default) =>
        (await GetAsync<TopicsEnvelope>($"api/workspaces/{Segment(workspace.Value)}/topics", cancellationToken).ConfigureAwait(false)).Topics;

    /// <summary>Makes a topic: <c>POST /api/workspaces/{w}/topics</c>. Needs <c>channels:write</c>. Never repeated; no event tells of it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="name">The name, at most 80 bytes of UTF-8.</param>
    /// <param name="channel">The one channel it is for; null for all.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConflictException">The name is taken.</exception>
    public async Task<WireTopic> CreateTopicAsync(
        WorkspaceId workspace, string name, ChannelId? channel = null, CancellationToken cancellationToken = default) =>
        (await SendAsync<TopicRequest, TopicEnvelope>(
            HttpMethod.Post,
            $"api/workspaces/{Segment(workspace.Value)}/topics",
            new TopicRequest(name, channel),
            Repeat.Never,
            cancellationToken).ConfigureAwait(false)).Topic;
}
