using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>Who the caller is: <c>GET /api/me</c>. Needs <c>profile:read</c>. It does not tell workspace or scopes.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<WireUser> GetMeAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<UserEnvelope>("api/me", cancellationToken).ConfigureAwait(false)).User;

    /// <summary>The names of the events the server keeps: <c>GET /api/event-types</c>. Needs no scope.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<string>> GetEventTypesAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync<EventTypesEnvelope>("api/event-types", cancellationToken).ConfigureAwait(false)).EventTypes;

    /// <summary>What a web address leads to: <c>GET /api/routes/{T}/{x}</c>. Needs the scope to read that kind of target.</summary>
    /// <param name="workspace">The public id of the workspace (<c>T…</c>), or its id.</param>
    /// <param name="target">The public id of the target (<c>C…</c>, <c>D…</c>, <c>M…</c>); or its id, if the workspace is given by its id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">It leads nowhere.</exception>
    public async Task<WireRoute> ResolveRouteAsync(string workspace, string target, CancellationToken cancellationToken = default) =>
        (await GetAsync<RouteEnvelope>($"api/routes/{Segment(workspace)}/{Segment(target)}", cancellationToken).ConfigureAwait(false)).Route;

    /// <summary>
    /// Trades a setup code for a token: <c>POST /api/bot-setup-codes/claim</c>. A code works once, within 10 minutes; after an
    /// <see cref="UnavailableException"/> with an unknown outcome a new one is needed.
    /// </summary>
    /// <param name="code">The code; case, dashes and blanks do not matter.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="NotVisibleException">The code is unknown, used or too old.</exception>
    /// <exception cref="RateLimitedException">More than ten tries within a minute.</exception>
    public Task<SetupClaim> ClaimSetupCodeAsync(string code, CancellationToken cancellationToken = default) =>
        CallAsync<SetupClaim>(
            WithBody(HttpMethod.Post, "api/bot-setup-codes/claim", new ClaimRequest(code), Repeat.Never) with { Authorized = false },
            cancellationToken);
}
