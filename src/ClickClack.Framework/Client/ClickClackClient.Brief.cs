using ClickClack.Protocol;

namespace ClickClack.Client;

// What a bot asks before its first socket opens. The envelopes are the callers' to open: each method that waits is a dozen more for the
// runtime to compile.
public sealed partial class ClickClackClient
{
    /// <summary>As <see cref="GetMeAsync"/>.</summary>
    internal Task<UserEnvelope> GetMeBrieflyAsync(CancellationToken cancellationToken) => GetAsync<UserEnvelope>("api/me", cancellationToken);

    /// <summary>As <see cref="GetWorkspacesAsync"/>.</summary>
    internal Task<BriefWorkspacesEnvelope> GetWorkspacesBrieflyAsync(CancellationToken cancellationToken) =>
        GetAsync<BriefWorkspacesEnvelope>("api/workspaces", cancellationToken);

    /// <summary>As <see cref="GetChannelsAsync"/>.</summary>
    internal Task<BriefChannelsEnvelope> GetChannelsBrieflyAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        GetAsync<BriefChannelsEnvelope>($"api/workspaces/{Segment(workspace.Value)}/channels", cancellationToken);

    /// <summary>As <see cref="GetConversationsAsync"/>.</summary>
    internal Task<BriefConversationsEnvelope> GetConversationsBrieflyAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        CallAsync<BriefConversationsEnvelope>(Page($"api/dms?workspace_id={Escape(workspace.Value)}"), cancellationToken);

    /// <summary>As <see cref="GetTopicsAsync"/>, for those who only want to know whether they may ask.</summary>
    internal Task AskForTopicsAsync(WorkspaceId workspace, CancellationToken cancellationToken) =>
        GetAsync<Acknowledgement>($"api/workspaces/{Segment(workspace.Value)}/topics", cancellationToken);
}
