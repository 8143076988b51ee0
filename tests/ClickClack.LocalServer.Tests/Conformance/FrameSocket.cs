using System.Buffers.Binary;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>What the server sent: a text, or the end with its code and reason.</summary>
internal sealed record Frame(byte Opcode, string Text, int CloseCode)
{
    public bool IsText => Opcode == FrameSocket.TextFrame;

    public bool IsClose => Opcode == FrameSocket.CloseFrame;

    public override string ToString() => IsClose ? $"close {CloseCode} {Text}" : $"frame {Opcode} {Text}";
}

/// <summary>A WebSocket client that reads a frame when it is asked for one, and sends none by itself but the answer to a close frame.</summary>
internal sealed class FrameSocket : IDisposable
{
    public const byte TextFrame = 1;
    public const byte CloseFrame = 8;

    private const string AcceptKey = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const byte Final = 0x80;
    private const byte Masked = 0x80;

    private readonly WireConnection connection;
    private Frame? closed;

    private FrameSocket(WireConnection connection, WireResponse response)
    {
        this.connection = connection;
        Response = response;
    }

    /// <summary>The answer to the handshake; the socket is open if its status is 101.</summary>
    public WireResponse Response { get; }

    public static async Task<FrameSocket> OpenAsync(
        Uri server, string target, IReadOnlyDictionary<string, string> headers, bool slow, CancellationToken cancellationToken)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        var connection = await WireConnection.OpenAsync(server, slow ? 4096 : null, cancellationToken);
        try
        {
            var head = new StringBuilder($"GET {target} HTTP/1.1\r\nHost: {server.Authority}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
                .Append($"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n");
            foreach (var (name, value) in headers)
            {
                head.Append($"{name}: {value}\r\n");
            }
            await connection.SendAsync(Encoding.UTF8.GetBytes(head.Append("\r\n").ToString()), cancellationToken);
            var response = await WireResponse.ReadAsync(connection, "GET", cancellationToken);
            if (response.Status == 101 && response.Headers.GetValueOrDefault("sec-websocket-accept") != Accept(key))
            {
                throw new InvalidDataException("The server answered with a wrong Sec-WebSocket-Accept.");
            }
            return new(connection, response);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The next frame of content or the close frame, which is answered.</summary>
    public async Task<Frame> ReadAsync(CancellationToken cancellationToken)
    {
        if (closed is not null)
        {
            return closed;
        }
        using var content = new MemoryStream();
        byte opcode = 0;
        while (true)
        {
            var (first, payload) = await ReadFrameAsync(cancellationToken);
            if ((first & 0x0F) == CloseFrame)
            {
                var code = payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(payload);
                closed = new(CloseFrame, payload.Length < 2 ? "" : Encoding.UTF8.GetString(payload.AsSpan(2)), code);
                await AnswerCloseAsync(payload, cancellationToken);
                return closed;
            }
            // A continuation has opcode 0 and keeps that of its beginning.
            opcode = (first & 0x0F) == 0 ? opcode : (byte)(first & 0x0F);
            content.Write(payload);
            if ((first & Final) != 0)
            {
                return new(opcode, Encoding.UTF8.GetString(content.ToArray()), 0);
            }
        }
    }

    public async Task SendAsync(byte opcode, byte[] payload, CancellationToken cancellationToken)
    {
        using var frame = new MemoryStream();
        frame.WriteByte((byte)(Final | opcode));
        if (payload.Length < 126)
        {
            frame.WriteByte((byte)(Masked | payload.Length));
        }
        else
        {
            frame.Write([Masked | 126, (byte)(payload.Length >> 8), (byte)payload.Length]);
        }
        var mask = RandomNumberGenerator.GetBytes(4);
        frame.Write(mask);
        for (var i = 0; i < payload.Length; i++)
        {
            frame.WriteByte((byte)(payload[i] ^ mask[i % 4]));
        }
        await connection.SendAsync(frame.ToArray(), cancellationToken);
    }

    public void Dispose() => connection.Dispose();

    private async Task AnswerCloseAsync(byte[] payload, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(CloseFrame, payload.Length < 2 ? [] : payload[..2], cancellationToken);
        }
        catch (SocketException)
        {
            // The server does not wait for it.
        }
    }

    // A frame is taken off the connection as a whole or not at all, so that giving up in between loses nothing.
    private async Task<(byte First, byte[] Payload)> ReadFrameAsync(CancellationToken cancellationToken)
    {
        var second = (await connection.PeekAsync(2, cancellationToken)).Span[1];
        if ((second & Masked) != 0)
        {
            throw new InvalidDataException("The server masked a frame.");
        }
        var (head, length) = second switch
        {
            126 => (4, BinaryPrimitives.ReadUInt16BigEndian((await connection.PeekAsync(4, cancellationToken)).Span[2..])),
            127 => (10, (int)BinaryPrimitives.ReadUInt64BigEndian((await connection.PeekAsync(10, cancellationToken)).Span[2..])),
            _ => (2, second),
        };
        var frame = await connection.ReadAsync(head + length, cancellationToken);
        return (frame[0], frame[head..]);
    }

#pragma warning disable CA5350 // RFC 6455 asks for SHA-1; it protects nothing.
    private static string Accept(string key) => Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + AcceptKey)));
#pragma warning restore CA5350
}
