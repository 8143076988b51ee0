using System.Net;

namespace ClickClack;

/// <summary>Tells addresses that never leave the machine: plain http may carry a token there, and no proxy is asked for them.</summary>
internal static class ThisMachine
{
    /// <summary>Whether an address is <c>localhost</c>, a name below it, or a loopback address; with or without the dot of the root.</summary>
    public static bool Is(Uri address)
    {
        string host = address.IdnHost.TrimEnd('.');
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip));
    }
}
