using System.Net;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Http;

/// <summary>Whom a limit per client counts.</summary>
internal static class ClientAddress
{
    /// <summary>
    /// The peer, or the one client that a proxy on this machine names. It has to do so in both headers and in the same words: anything
    /// else may have come from the client itself.
    /// </summary>
    public static IPAddress? Of(HttpContext context)
    {
        var peer = context.Connection.RemoteIpAddress;
        return peer is not null
            && IPAddress.IsLoopback(peer)
            && context.Request.Headers["X-Real-IP"] is [{ } real]
            && context.Request.Headers["X-Forwarded-For"] is [{ } forwarded]
            && IPAddress.TryParse(real.Trim(), out var client)
            && IPAddress.TryParse(forwarded.Trim(), out var same)
            && client.Equals(same)
                ? client
                : peer;
    }
}
