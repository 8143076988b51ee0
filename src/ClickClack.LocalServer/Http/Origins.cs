using System.Net;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Http;

/// <summary>Which web pages may talk to this server: its own.</summary>
internal static class Origins
{
    /// <summary>Programs send no Origin; browsers always do where it matters.</summary>
    public static bool IsOwnOrAbsent(HttpRequest request) => request.Headers.Origin.Count == 0 || IsOwn(request);

    public static bool IsOwn(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
        && origin.Scheme == "http"
        && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the request names this machine as its host. A page of another site whose name was made to point here cannot do that.
    /// </summary>
    public static bool IsLoopbackHost(HttpRequest request) =>
        request.Host.Host is "127.0.0.1" or "localhost" or "[::1]" && (request.Host.Port ?? 80) == request.HttpContext.Connection.LocalPort;

    /// <summary>Whether the request comes from this machine and knows it.</summary>
    public static bool IsThisMachine(HttpRequest request) =>
        IsLoopbackHost(request) && request.HttpContext.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer);
}
