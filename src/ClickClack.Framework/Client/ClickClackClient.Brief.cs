using ClickClack.Protocol;

namespace ClickClack.Client;

// What a bot asks before its first socket opens.
public sealed partial class ClickClackClient
{
    /// <summary>As <see cref="GetMeAsync"/>.</summary>
    internal async Task<BriefUser> GetMeBrieflyAsync(CancellationToken cancellation) =>
        (await GetAsync<BriefUserEnvelope>("api/me", cancellation).ConfigureAwait(false)).User;

    /// <summary>As <see cref="GetWorkspacesAsync"/>.</summary>
    internal async Task<BriefWorkspace[]> GetWorkspacesBrieflyAsync(CancellationToken cancellation) =>
        (await GetAsync<BriefWorkspacesEnvelope>("api/workspaces", cancellation).ConfigureAwait(false)).Workspaces;

    /// <summary>As <see cref="GetChannelsAsync"/>.</summary>
    internal async Task<BriefConversation[]> GetChannelsBrieflyAsync(WorkspaceId workspace, CancellationToken cancellation) =>
        (await GetAsync<BriefChannelsEnvelope>($"api/workspaces/{Segment(workspace.Value)}/channels", cancellation).ConfigureAwait(false)).Channels;

    /// <summary>As <see cref="GetConversationsAsync"/>.</summary>
    internal async Task<BriefConversation[]> GetConversationsBrieflyAsync(WorkspaceId workspace, CancellationToken cancellation) =>
        (await CallAsync<BriefConversationsEnvelope>(Page($"api/dms?workspace_id={Escape(workspace.Value)}"), cancellation).ConfigureAwait(false))
            .Conversations;
}
