using System.Net.Sockets;
using System.Text;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>
/// One TCP connection that sends exactly what it is told to and reads only when it is asked to: client libraries tidy paths and headers
/// up, read ahead and answer by themselves, and what a server makes of a client that does not is what scenarios are about.
/// </summary>
internal sealed class WireConnection : IDisposable
{
    private readonly Socket socket;
    private byte[] buffer = new byte[8192];
    private int start;
    private int end;

    private WireConnection(Socket socket) => this.socket = socket;

    /// <param name="server">Whom to connect to.</param>
    /// <param name="receiveBuffer">A small one, for a reader who is to be slow; null for the usual one.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<WireConnection> OpenAsync(Uri server, int? receiveBuffer, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } size)
        {
            socket.ReceiveBufferSize = size;
        }
        try
        {
            await socket.ConnectAsync(server.Host, server.Port, cancellationToken);
            return new(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
        }
    }

    /// <summary>The next bytes; an attempt that is cancelled loses none of those that have come.</summary>
    /// <exception cref="EndOfStreamException">The connection ended before.</exception>
    public async Task<byte[]> ReadAsync(int count, CancellationToken cancellationToken)
    {
        await PeekAsync(count, cancellationToken);
        var bytes = buffer.AsSpan(start, count).ToArray();
        start += count;
        return bytes;
    }

    /// <summary>The next bytes, which stay the next ones; good until something else is read.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        while (end - start < count)
        {
            if (!await ReceiveAsync(count, cancellationToken))
            {
                throw new EndOfStreamException("The connection ended early.");
            }
        }
        return buffer.AsMemory(start, count);
    }

    /// <summary>The text up to the next line end, without it.</summary>
    public async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0)
        {
            if (!await ReceiveAsync(end - start + 1, cancellationToken))
            {
                throw new EndOfStreamException("The connection ended within a line.");
            }
        }
        var line = Encoding.Latin1.GetString(buffer, start, length);
        start += length + 2;
        return line;
    }

    /// <summary>Everything until the other side closes the connection.</summary>
    public async Task<byte[]> ReadToEndAsync(CancellationToken cancellationToken)
    {
        while (await ReceiveAsync(end - start + 1, cancellationToken))
        {
        }
        return await ReadAsync(end - start, cancellationToken);
    }

    public void Dispose() => socket.Dispose();

    private async Task<bool> ReceiveAsync(int needed, CancellationToken cancellationToken)
    {
        if (start + needed > buffer.Length)
        {
            var moved = needed > buffer.Length ? new byte[Math.Max(needed, buffer.Length * 2)] : buffer;
            buffer.AsSpan(start, end - start).CopyTo(moved);
            (buffer, start, end) = (moved, 0, end - start);
        }
        var received = await socket.ReceiveAsync(buffer.AsMemory(end), cancellationToken);
        end += received;
        return received > 0;
    }
}
