using System.Net.WebSockets;
using System.Text;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace ClickClack.Local.Realtime;

/// <summary><c>GET /api/realtime/ws</c>: judges the request, then turns it into a <see cref="RealtimeSocket"/>.</summary>
internal sealed class RealtimeEndpoint(
    Database database, Hub hub, Authenticator authenticator, TimeProvider time, bool polite, CancellationToken stopping)
{
    private const string TokenProtocol = "clickclack.bearer.";

    public void Map(Router routes) => routes.Raw("GET", "/api/realtime/ws", HandleAsync);

    private async Task HandleAsync(HttpContext context)
    {
        // Browsers cannot set headers on a WebSocket, but they can offer subprotocols.
        var protocol = context.WebSockets.WebSocketRequestedProtocols
            .FirstOrDefault(offered => offered.StartsWith(TokenProtocol, StringComparison.Ordinal));
        var hasHeader = context.Request.Headers.Authorization.Count > 0;
        var credential = hasHeader ? Authenticator.Credential(context.Request) : protocol?[TokenProtocol.Length..];
        var workspace = context.Request.Query["workspace_id"].ToString();

        var caller = await database.RunAsync(db => Admit(db, credential, workspace));
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            await RefuseAsync(context, 426, NoUpgrade(context.Request.Headers));
            return;
        }
        if (!Origins.IsOwnOrAbsent(context.Request))
        {
            await RefuseAsync(context, 403, ForeignOrigin(context.Request));
            return;
        }

        using var subscription = hub.Subscribe(caller, workspace);
        try
        {
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, subscription.WhenCut);
            using var socket = await context.WebSockets.AcceptWebSocketAsync(
                new WebSocketAcceptContext { SubProtocol = protocol, KeepAliveInterval = TimeSpan.Zero });
            var afterCursor = context.Request.Query["after_cursor"].ToString();
            await new RealtimeSocket(socket, subscription, database, hub, time, polite).RunAsync(afterCursor, gone.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException or TimeoutException or ObjectDisposedException)
        {
            // The client is gone, or this server is about to be: no close frame, as if the process had ended.
            context.Abort();
        }
        finally
        {
            hub.Unsubscribe(subscription);
        }
    }

    private Caller Admit(Transaction db, string? credential, string workspace)
    {
        var caller = authenticator.Authenticate(db, credential);
        var call = new Call(db, caller, [], QueryCollection.Empty, RequestBody.None, "");
        call.Require(Scopes.RealtimeRead);
        if (workspace.Length == 0)
        {
            throw Refusal.BadRequest("workspace_id is required");
        }
        call.InWorkspace(workspace);
        return MemberStore.Role(db, workspace, caller.User.Id) is null ? throw Refusal.Forbidden(Refusal.NoRows) : caller;
    }

    private static string NoUpgrade(IHeaderDictionary headers)
    {
        if (!Names(headers.Connection, "Upgrade"))
        {
            return $"WebSocket protocol violation: Connection header \"{headers.Connection}\" does not contain Upgrade";
        }
        return Names(headers.Upgrade, "websocket")
            ? "WebSocket protocol violation: the handshake is not one of version 13"
            : $"WebSocket protocol violation: Upgrade header \"{headers.Upgrade}\" does not contain websocket";

        static bool Names(StringValues header, string token) =>
            header.ToString().Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase);
    }

    private static string ForeignOrigin(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        return Uri.TryCreate(origin, UriKind.Absolute, out var site) && site.Authority.Length > 0
            ? $"request Origin \"{site.Authority}\" is not authorized for Host \"{request.Host}\""
            : $"request Origin \"{origin}\" is not a valid URL with a host";
    }

    private static async Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        var body = Encoding.UTF8.GetBytes(text + "\n");
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
