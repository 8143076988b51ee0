using System.Net;
using System.Net.Sockets;

namespace ClickClack.Local.Callbacks;

/// <summary>
/// Which addresses a callback may go to: public ones only, so that nobody makes the server talk to its own network. Loopback can be
/// allowed, for bots under development.
/// </summary>
internal sealed class CallbackTargets(bool allowLoopback)
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Looks public, but leads to the platform around a virtual machine.
            "168.63.129.16/32",
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3ffe::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // The only part of the space that is given out for the public so far.
    private static readonly IPNetwork PublicIPv6 = IPNetwork.Parse("2000::/3");

    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }
        if (IPAddress.IsLoopback(address))
        {
            return allowLoopback;
        }
        return (address.AddressFamily == AddressFamily.InterNetwork || (address.ScopeId == 0 && PublicIPv6.Contains(address)))
            && !Array.Exists(NotPublic, network => network.Contains(address));
    }

    /// <summary>A connection to the host, all of whose addresses must be allowed.</summary>
    /// <exception cref="IOException">The host has no address or one that is not allowed, or none answers.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        IPAddress[] addresses;
        try
        {
            addresses = IPAddress.TryParse(host.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        }
        catch (SocketException e)
        {
            throw new IOException($"resolve callback host: {e.Message}", e);
        }
        if (addresses.Length == 0)
        {
            throw new IOException("callback host resolved to no addresses");
        }
        // One bad address is enough: an answer that mixes them is made to slip through.
        if (!Array.TrueForAll(addresses, Allows))
        {
            throw new IOException("callback host resolves to a non-public address");
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"connect to callback host: {e.Message}", e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
