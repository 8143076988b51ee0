using System.Runtime.CompilerServices;
using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    private const int LargestMemberPage = 200;

    /// <summary>The workspaces the caller is in, for a bot token exactly one: <c>GET /api/workspaces</c>. Needs <c>workspaces:read</c>.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<WireWorkspace>> GetWorkspacesAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<WorkspacesEnvelope>("api/workspaces", cancellationToken).ConfigureAwait(false)).Workspaces;

    /// <summary>A workspace: <c>GET /api/workspaces/{w}</c>. Needs <c>workspaces:read</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AccessRefusedException">It is not the token's.</exception>
    public async Task<WireWorkspace> GetWorkspaceAsync(WorkspaceId workspace, CancellationToken cancellationToken = default) =>
        (await GetAsync<WorkspaceEnvelope>($"api/workspaces/{Segment(workspace.Value)}", cancellationToken).ConfigureAwait(false)).Workspace;

    /// <summary>
    /// The members, by role, then name: <c>GET /api/workspaces/{w}/members</c>, a page at a time as they are read. Needs
    /// <c>workspaces:read</c>. It is the only directory of users; there is none by id.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="contains">Only those whose name or handle contains this, whatever the case; null for all.</param>
    /// <param name="role">Only those of this role; null for all.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async IAsyncEnumerable<WireMember> GetMembersAsync(
        WorkspaceId workspace, string? contains = null, string? role = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string path = $"api/workspaces/{Segment(workspace.Value)}/members?limit={LargestMemberPage}"
            + (string.IsNullOrEmpty(contains) ? "" : $"&q={Escape(contains)}")
            + (string.IsNullOrEmpty(role) ? "" : $"&role={Escape(role)}");
        string? cursor = null;
        while (true)
        {
            MembersEnvelope page = await GetAsync<MembersEnvelope>(
                cursor is null ? path : $"{path}&cursor={Escape(cursor)}", cancellationToken).ConfigureAwait(false);
            foreach (WireMember member in page.Members)
            {
                yield return member;
            }

            if (string.IsNullOrEmpty(page.NextCursor) || page.NextCursor == cursor)
            {
                yield break;
            }

            cursor = page.NextCursor;
        }
    }

    /// <summary>The command menus of all bots: <c>GET /api/workspaces/{w}/bot-commands</c>. Needs <c>workspaces:read</c>.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<WireBotCommand>> GetCommandMenuAsync(WorkspaceId workspace, CancellationToken cancellationToken = default) =>
        (await GetAsync<BotCommandsEnvelope>($"api/workspaces/{Segment(workspace.Value)}/bot-commands", cancellationToken).ConfigureAwait(false))
            .BotCommands;

    /// <summary>
    /// Replaces the bot's own command menu, all at once: <c>PUT /api/bots/self/commands</c>. Needs <c>commands:write</c>. The menu only
    /// tells people what there is; what they choose comes as an ordinary message.
    /// </summary>
    /// <param name="commands">The whole menu, at most 100 entries; none to clear it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The menu as stored, by command.</returns>
    /// <exception cref="InvalidRequestException">An entry breaks a rule; the text says which.</exception>
    public async Task<IReadOnlyList<WireBotCommand>> SetCommandMenuAsync(
        IReadOnlyList<MenuCommand> commands, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commands);
        return (await SendAsync<MenuRequest, BotCommandsEnvelope>(
            HttpMethod.Put, "api/bots/self/commands", new MenuRequest(commands), Repeat.Freely, cancellationToken).ConfigureAwait(false)).BotCommands;
    }
}
