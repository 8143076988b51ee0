using ClickClack.Protocol;

namespace ClickClack.Client;

// What a bot asks before its first socket opens. The envelopes are the callers' to open: each method that waits is a dozen more for the
// runtime to compile.
public sealed partial class ClickClackClient
{
    /// <summary>As <see cref="GetMeAsync"/>.</summary>
    internal Task<UserEnvelope> GetMeBrieflyAsync(CancellationToken cancellation) => GetAsync<UserEnvelope>("api/me", cancellation);

    /// <summary>As <see cref="GetWorkspacesAsync"/>.</summary>
    internal Task<BriefWorkspacesEnvelope> GetWorkspacesBrieflyAsync(CancellationToken cancellation) =>
        GetAsync<BriefWorkspacesEnvelope>("api/workspaces", cancellation);

    /// <summary>As <see cref="GetChannelsAsync"/>.</summary>
    internal Task<BriefChannelsEnvelope> GetChannelsBrieflyAsync(WorkspaceId workspace, CancellationToken cancellation) =>
        GetAsync<BriefChannelsEnvelope>($"api/workspaces/{Segment(workspace.Value)}/channels", cancellation);

    /// <summary>As <see cref="GetConversationsAsync"/>.</summary>
    internal Task<BriefConversationsEnvelope> GetConversationsBrieflyAsync(WorkspaceId workspace, CancellationToken cancellation) =>
        CallAsync<BriefConversationsEnvelope>(Page($"api/dms?workspace_id={Escape(workspace.Value)}"), cancellation);

    /// <summary>As <see cref="GetTopicsAsync"/>, for those who only want to know whether they may ask.</summary>
    internal Task AskForTopicsAsync(WorkspaceId workspace, CancellationToken cancellation) =>
        GetAsync<Acknowledgement>($"api/workspaces/{Segment(workspace.Value)}/topics", cancellation);
}
