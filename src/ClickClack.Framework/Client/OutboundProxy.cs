using System.Net;

namespace ClickClack.Client;

/// <summary>
/// The proxy that the environment names (<c>HTTP_PROXY</c>, <c>HTTPS_PROXY</c>, <c>ALL_PROXY</c>, less <c>NO_PROXY</c>) or the system has, but never
/// for this machine: a proxy elsewhere cannot reach it, and would be shown the token in clear.
/// </summary>
internal sealed class OutboundProxy : IWebProxy
{
    /// <summary>The one proxy of the process.</summary>
    public static OutboundProxy Instance { get; } = new();

    public ICredentials? Credentials
    {
        get => HttpClient.DefaultProxy.Credentials;
        set => HttpClient.DefaultProxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : HttpClient.DefaultProxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => ThisMachine.Is(host) || HttpClient.DefaultProxy.IsBypassed(host);

    /// <summary>Names the proxy on the way to an address, for an error: <c> (through the proxy http://proxy:3128)</c>; empty without one.</summary>
    public string Describe(Uri destination) =>
        GetProxy(destination) is { } proxy && proxy != destination
            ? $" (through the proxy {proxy.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)})"
            : "";
}
