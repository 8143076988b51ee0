using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using ClickClack.Client;

namespace ClickClack.Realtime;

/// <summary>
/// One socket to the server, read only. The server never reads and never pings (4.5 of the protocol): nothing is sent but a close frame
/// at the end, for proxies and servers that do read; no pong and no answer to it is waited for.
/// </summary>
internal sealed class EventSocket : IAsyncDisposable
{
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(30);

    /// <summary>A close frame only has to reach the system's buffer.</summary>
    private static readonly TimeSpan CloseLimit = TimeSpan.FromMilliseconds(500);

    /// <summary>An ephemeral payload may be almost 1 MiB, and six times that when escaped.</summary>
    private const int LargestFrame = 16 * 1024 * 1024;

    private readonly ClientWebSocket socket = new();

    private readonly BotToken token;
    private readonly HttpMessageInvoker http;
    private readonly TimeProvider time;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private Task<ValueWebSocketReceiveResult>? receiving;
    private volatile SocketEnd? abortedFor;

    /// <summary>Makes a socket that is not connected.</summary>
    /// <param name="token">The bot's token.</param>
    /// <param name="http">
    /// Sends the handshake: the handler of the calls, so that what an application configures for it (a proxy, certificates) holds here too. It must not
    /// follow redirects. Not disposed.
    /// </param>
    /// <param name="time">The clock.</param>
    public EventSocket(string token, HttpMessageInvoker http, TimeProvider time)
    {
        this.token = new BotToken(token);
        this.http = http;
        this.time = time;
        socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        socket.Options.CollectHttpResponseDetails = true;
    }

    /// <summary>Connects.</summary>
    /// <returns>Null, or why not.</returns>
    public async Task<SocketEnd?> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(HandshakeLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await socket.ConnectAsync(address, http, either.Token).ConfigureAwait(false);
            return null;
        }
#pragma warning disable CA1031 // An abort shows as any of several exceptions.
        catch (Exception) when (abortedFor is not null && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return abortedFor;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SocketEnd(SocketEndKind.Lost, $"no answer to the handshake within {HandshakeLimit.TotalSeconds:0} s");
        }
        catch (WebSocketException error)
        {
            HttpStatusCode status = socket.HttpStatusCode;
            return status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? new SocketEnd(SocketEndKind.Refused, $"the server refused the socket ({(int)status})")
                : new SocketEnd(SocketEndKind.Lost, status == 0 ? NetworkFault.Of(error, token, OverHttp(address)).Text : $"the server answered {(int)status} to the handshake");
        }
    }

    /// <summary>Reads the next frame. The memory is valid until the next call.</summary>
    /// <returns>The frame, or how the socket ended.</returns>
    public async Task<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> ReadAsync(CancellationToken cancellationToken)
    {
        int length = 0;
        try
        {
            while (true)
            {
                // Cancelling the read itself would break the socket before it could be closed.
                receiving = socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).AsTask();
                ValueWebSocketReceiveResult part = await receiving.WaitAsync(cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return (default, Closed((int?)socket.CloseStatus ?? 0, socket.CloseStatusDescription));
                }

                length += part.Count;
                if (part.EndOfMessage)
                {
                    return (buffer.AsMemory(0, length), null);
                }

                if (length == buffer.Length)
                {
                    if (length >= LargestFrame)
                    {
                        return (default, new SocketEnd(SocketEndKind.Lost, "a frame of more than 16 MiB"));
                    }

                    Grow();
                }
            }
        }
        catch (WebSocketException error)
        {
            return (default, abortedFor ?? new SocketEnd(SocketEndKind.Lost, NetworkFault.Of(error, token).Text));
        }
        catch (Exception error) when (
            error is OperationCanceledException or ObjectDisposedException && abortedFor is not null && !cancellationToken.IsCancellationRequested)
        {
            // Aborted during the read, or between two.
            return (default, abortedFor);
        }
    }

    /// <summary>Ends the socket from another thread; the pending read returns this end.</summary>
    public void Abort(SocketEnd end)
    {
        abortedFor = end;
        socket.Abort();
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var limit = new CancellationTokenSource(CloseLimit, time);
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, limit.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
            {
                // It broke meanwhile, or the network takes nothing any more: closed either way.
            }
        }

        socket.Dispose();
        if (receiving is not null)
        {
            // The buffer is its own until then.
            await ((Task)receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    /// <summary>Proxies are found for the scheme of HTTP.</summary>
    private static Uri OverHttp(Uri address) => new UriBuilder(address) { Scheme = address.Scheme == "wss" ? "https" : "http" }.Uri;

    private SocketEnd Closed(int code, string? reason)
    {
        string text = $"the server closed the connection ({code} {ServerText.Clean(token.Redact(reason ?? ""))})";
        SocketEnd end = code switch
        {
            1008 => new SocketEnd(SocketEndKind.AccessRevoked, text),
            1013 when reason?.Contains("overflow", StringComparison.Ordinal) == true => new SocketEnd(SocketEndKind.Overflow, text),
            4001 => new SocketEnd(SocketEndKind.ReplayRefused, text),
            _ => new SocketEnd(SocketEndKind.Lost, text),
        };
        return code == 0 ? end : end with { Code = code };
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
