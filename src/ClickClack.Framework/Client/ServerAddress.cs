using System.Diagnostics.CodeAnalysis;

namespace ClickClack.Client;

/// <summary>Which addresses a token may be sent to.</summary>
internal static class ServerAddress
{
    /// <summary>Whether a server may be called there.</summary>
    /// <param name="address">The address.</param>
    /// <param name="allowInsecureHttp">Whether plain http to another machine is wanted.</param>
    /// <param name="why">Why not; null if it may.</param>
    public static bool IsAllowed(Uri address, bool allowInsecureHttp, [NotNullWhen(false)] out string? why)
    {
        why = !address.IsAbsoluteUri || address.Scheme is not ("http" or "https") ? "the server's address must be an http or https address"
            : address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0
                ? "the server's address must be nothing but scheme, host, port and path: no user, query or fragment"
            : address.Scheme == "http" && !allowInsecureHttp && !ThisMachine.Is(address)
                ? $"http://{address.Host} would send the token readable for everybody on the way: use https, or allow it with AllowInsecureHttp"
            : null;
        return why is null;
    }
}
