using System.Buffers;
using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;

namespace ClickClack.Wire.Tests.Network;

/// <summary>One connection through a <see cref="TcpProxy"/>.</summary>
internal sealed class ProxyConnection(TcpProxy proxy, Socket client)
{
    private static readonly SearchValues<char> UpperCase = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private readonly Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private string lastRequest = "";
    private int? leftToClient;
    private volatile bool isLost;
    private volatile bool isOver;
    private bool isAnswered;
    private long bytesAfterRequest;
    private volatile bool clientIsGone;

    /// <summary>Completes when neither side is left.</summary>
    public Task Ended => ended.Task;

    /// <summary>Whether neither the client nor the proxy has ended it: a server may take its time to notice.</summary>
    public bool IsOpen => !clientIsGone && !isOver;

    /// <summary>What the client sent after what came with its last request.</summary>
    public long BytesAfterRequest => Interlocked.Read(ref bytesAfterRequest);

    /// <summary>Whether a black hole swallowed something of it.</summary>
    public bool IsLost => isLost;

    public bool IsAt(string start) => Volatile.Read(ref lastRequest).StartsWith(start, StringComparison.Ordinal);

    public async Task RunAsync()
    {
        client.NoDelay = server.NoDelay = true;
        try
        {
            isLost = proxy.IsSilent;
            if (!isLost)
            {
                await server.ConnectAsync(proxy.Server.Host, proxy.Server.Port);
                await Task.WhenAll(PumpAsync(client, server, toClient: false), PumpAsync(server, client, toClient: true));
            }
            else
            {
                await PumpAsync(client, server, toClient: false);
            }

            End(reset: false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The server takes no connections.
            End(reset: true);
        }

        ended.TrySetResult();
    }

    public void CutAfter(int bytes)
    {
        lock (gate)
        {
            leftToClient = bytes;
        }
    }

    public void EndToClient()
    {
        try
        {
            client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // It ended by itself.
        }
    }

    public void End(bool reset)
    {
        lock (gate)
        {
            if (isOver)
            {
                return;
            }

            isOver = true;
        }

        foreach (Socket socket in (Socket[])[client, server])
        {
            if (reset)
            {
                // Without lingering a close is a reset.
                socket.LingerState = new LingerOption(true, 0);
            }
            else if (socket.Connected)
            {
                TryShutdown(socket);
            }

            socket.Dispose();
        }
    }

    private static void TryShutdown(Socket socket)
    {
        try
        {
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // The other end was quicker.
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool toClient)
    {
        try
        {
            await PumpAllAsync(from, to, toClient);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // One side is gone without a word; so is the other.
            End(reset: true);
        }
    }

    private async Task PumpAllAsync(Socket from, Socket to, bool toClient)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            // A slow connection is slow for what comes next, too: it must not pile up here.
            int most = proxy.BytesPerSecond is { } perSecond ? Math.Clamp(perSecond / 50, 1, buffer.Length) : buffer.Length;
            int count = await from.ReceiveAsync(buffer.AsMemory(0, most));
            clientIsGone |= !toClient && count == 0;
            isLost |= proxy.IsSilent;
            if (isLost)
            {
                if (count == 0)
                {
                    End(reset: true);
                    return;
                }

                continue;
            }

            if (count == 0)
            {
                to.Shutdown(SocketShutdown.Send);
                return;
            }

            if (toClient)
            {
                NoteStatus(buffer.AsSpan(0, count));
            }

            await WaitAsync(count);
            if (!toClient && await AnsweredAsync(buffer.AsMemory(0, count)))
            {
                continue;
            }

            if (toClient && Allowed(count) is var allowed && allowed < count)
            {
                await client.SendAsync(buffer.AsMemory(0, allowed));
                proxy.Count(toClient: true, allowed);
                End(reset: true);
                return;
            }

            for (int sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent));
            }

            proxy.Count(toClient, count);
        }
    }

    private void NoteStatus(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> version = "HTTP/1.1 "u8;
        if (bytes.StartsWith(version) && Utf8Parser.TryParse(bytes[version.Length..], out int status, out _))
        {
            proxy.Answered(Volatile.Read(ref lastRequest), status);
        }
    }

    private async Task WaitAsync(int count)
    {
        TimeSpan wait = proxy.Delay;
        if (proxy.BytesPerSecond is { } perSecond)
        {
            wait += TimeSpan.FromSeconds((double)count / perSecond);
        }

        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait);
        }
    }

    /// <summary>How many of so many bytes may still go to the client.</summary>
    private int Allowed(int count)
    {
        lock (gate)
        {
            if (leftToClient is not { } left)
            {
                return count;
            }

            leftToClient = Math.Max(left - count, 0);
            return Math.Min(left, count);
        }
    }

    /// <summary>Whether a request was answered here. Clients send a request's first line at once, and no second one before the answer.</summary>
    private async Task<bool> AnsweredAsync(ReadOnlyMemory<byte> bytes)
    {
        string start = Encoding.Latin1.GetString(bytes.Span[..Math.Min(bytes.Length, 2048)]);
        int end = start.IndexOf('\r', StringComparison.Ordinal);
        if (end < 0 || !UpperCase.Contains(start[0]) || !start[..end].EndsWith(" HTTP/1.1", StringComparison.Ordinal))
        {
            Interlocked.Add(ref bytesAfterRequest, bytes.Length);

            // The rest of a request, which goes the way of its beginning.
            return isAnswered;
        }

        string line = start[..(end - " HTTP/1.1".Length)];
        Volatile.Write(ref lastRequest, line);
        Interlocked.Exchange(ref bytesAfterRequest, 0);
        ResponseRule? rule = proxy.Take(line, start.Split("\r\n").Skip(1).TakeWhile(header => header.Length > 0));
        isAnswered = rule?.Answer is not null;
        if (rule?.Answer is not { } answer)
        {
            if (rule?.CutAfter is { } left)
            {
                CutAfter(left);
            }

            return false;
        }

        await client.SendAsync(answer);
        proxy.Count(toClient: true, answer.Length);
        if (rule.CutAfter is not null)
        {
            End(reset: false);
        }

        return true;
    }
}
