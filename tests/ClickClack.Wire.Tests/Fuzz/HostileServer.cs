using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ClickClack.Wire.Tests.Fuzz;

/// <summary>
/// A server made of bare sockets that says what a bot needs to hear to be live, and, while it is hostile, anything else instead: wrong
/// bodies, wrong headers, no HTTP at all. What goes over its realtime sockets is the test's business.
/// </summary>
internal sealed class HostileServer : IAsyncDisposable
{
    private const string Accept = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private const string User = """{"id":"usr_alice","kind":"human","display_name":"Alice","handle":"alice"}""";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentDictionary<string, bool> answered = new();
    private readonly List<Stream> sockets = [];
    private readonly Lock gate = new();
    private readonly Lock choosing = new();
    private readonly Random random;
    private readonly Mutator mutator;
    private int hostile;

    public HostileServer(Random random)
    {
        this.random = random;
        mutator = new Mutator(random);
        listener.Start();
        _ = AcceptAsync();
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}/");

    /// <summary>How many more answers are hostile.</summary>
    public int Hostile
    {
        get => Volatile.Read(ref hostile);
        set => Volatile.Write(ref hostile, value);
    }

    /// <summary>Whether what is hostile is only of the kind that passes: connections that break, servers and proxies in trouble.</summary>
    public bool OnlyPasses { get; set; }

    /// <summary>An event that whoever asks for the log gets, and that every new socket begins with; null for none.</summary>
    public string? Event { get; set; }

    public bool HasSocket
    {
        get
        {
            lock (gate)
            {
                return sockets.Count > 0;
            }
        }
    }

    /// <summary>Whether a message with this id was answered with a quote.</summary>
    public bool IsAnswered(string message) => answered.ContainsKey(message);

    /// <summary>Sends bytes on every socket, as they are.</summary>
    public void SendRaw(ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            for (int i = sockets.Count - 1; i >= 0; i--)
            {
                try
                {
                    sockets[i].Write(bytes);
                }
                catch (Exception error) when (error is IOException or ObjectDisposedException)
                {
                    sockets.RemoveAt(i);
                }
            }
        }
    }

    /// <summary>A frame of the WebSocket protocol.</summary>
    /// <param name="payload">What is in it.</param>
    /// <param name="opcode">1 for text, 8 for a close.</param>
    public static byte[] Frame(byte[] payload, byte opcode = 1)
    {
        byte[] header = payload.Length switch
        {
            < 126 => [(byte)(0x80 | opcode), (byte)payload.Length],
            <= ushort.MaxValue => [(byte)(0x80 | opcode), 126, (byte)(payload.Length >> 8), (byte)payload.Length],
            _ => [(byte)(0x80 | opcode), 127, 0, 0, 0, 0, 0, 0, 0, 0],
        };
        if (payload.Length > ushort.MaxValue)
        {
            BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(2), payload.Length);
        }

        return [.. header, .. payload];
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        lock (gate)
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(over.Token));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                NetworkStream stream = client.GetStream();
                while (await ReadRequestAsync(stream) is var (line, headers, body) && line.Length > 0)
                {
                    string path = line.Split(' ')[1].Split('?')[0];
                    if (TakeHostile())
                    {
                        (byte[] bytes, bool goesOn) = Anything(path);
                        await stream.WriteAsync(bytes, over.Token);
                        if (!goesOn)
                        {
                            return;
                        }
                    }
                    else if (path == "/api/realtime/ws")
                    {
                        await ServeSocketAsync(stream, headers);
                        return;
                    }
                    else
                    {
                        await stream.WriteAsync(Http(200, "application/json", Encoding.UTF8.GetBytes(Proper(path, line, body))), over.Token);
                    }
                }
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The bot is gone, or the test is over.
            }
        }
    }

    private bool TakeHostile() => Volatile.Read(ref hostile) > 0 && Interlocked.Decrement(ref hostile) >= 0;

    private async Task ServeSocketAsync(NetworkStream stream, Dictionary<string, string> headers)
    {
#pragma warning disable CA5350 // The protocol of WebSockets has it so.
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(headers["sec-websocket-key"] + Accept)));
#pragma warning restore CA5350
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"), over.Token);
        if (Event is { } wire)
        {
            await stream.WriteAsync(Frame(Encoding.UTF8.GetBytes(wire)), over.Token);
        }

        lock (gate)
        {
            sockets.Add(stream);
        }

        byte[] buffer = new byte[256];
        while (await stream.ReadAsync(buffer, over.Token) > 0)
        {
        }

        lock (gate)
        {
            sockets.Remove(stream);
        }
    }

    private string Proper(string path, string line, string body)
    {
        switch (path.Trim('/').Split('/'))
        {
            case ["api", "me"]:
                return """{"user":{"id":"usr_echo","kind":"bot","display_name":"Echo","handle":"echo"}}""";
            case ["api", "workspaces"]:
                return """{"workspaces":[{"id":"wsp_1","slug":"clickclack","name":"ClickClack"}]}""";
            case ["api", "dms"]:
                return """{"conversations":[]}""";
            case ["api", "workspaces", _, "channels"]:
                return """{"channels":[{"id":"chn_1","name":"general"}]}""";
            case ["api", "workspaces", _, "members"]:
                return "{\"members\":[{\"user\":" + User + "}],\"has_more\":false}";
            case ["api", "realtime", "events"]:
                return Page(line);
            case ["api", "messages", "by-nonce"] or [_, _, _, "messages"] or [_, _, _, "thread", "replies"]:
                if (body.Length > 0 && (string?)JsonNode.Parse(body)!["quoted_message_id"] is { } quoted)
                {
                    answered[quoted] = true;
                }

                return """{"message":{"id":"msg_answer","channel_id":"chn_1","author_id":"usr_echo","body":"x"}}""";
            case ["api", "messages", var id]:
                return new JsonObject
                {
                    ["message"] = new JsonObject
                    {
                        ["id"] = Uri.UnescapeDataString(id), ["channel_id"] = "chn_1", ["author_id"] = "usr_alice", ["author"] = JsonNode.Parse(User), ["body"] = "@echo hi",
                    },
                }.ToJsonString();
            case ["api", "dms", ..]:
                return "{\"conversation\":{\"id\":\"dm_1\",\"members\":[" + User + "]}}";
            default:
                return "{}";
        }
    }

    /// <summary>The one event there is, beyond whatever cursor is asked for: a hostile cursor may be anything.</summary>
    private string Page(string line)
    {
        string after = Uri.UnescapeDataString(line.Split("after_cursor=").Last().Split('&', ' ')[0]);
        if (Event is null || after.EndsWith('!'))
        {
            return new JsonObject { ["events"] = new JsonArray(), ["tail_cursor"] = after }.ToJsonString();
        }

        JsonNode wire = JsonNode.Parse(Event)!;
        wire["cursor"] = after + "!";
        return new JsonObject { ["events"] = new JsonArray(wire), ["tail_cursor"] = after + "!" }.ToJsonString();
    }

    private (byte[] Bytes, bool GoesOn) Anything(string path)
    {
        using Lock.Scope alone = choosing.EnterScope();
        byte[] wrong = mutator.Mutate(random.Next(2) == 0 ? Corpus.Bodies : [Proper(path, "after_cursor= ", "")]);
        if (OnlyPasses)
        {
            return AnythingThatPasses(wrong);
        }

        int[] statuses = [200, 200, 200, 200, 201, 204, 304, 302, 400, 401, 403, 404, 408, 409, 413, 429, 500, 502, 503, 599, 999];
        int status = statuses[random.Next(statuses.Length)];
        switch (random.Next(12))
        {
            case 0:
                return ([], false);
            case 1:
                return (wrong, false);
            case 2:
                // A refusal whose words break off ends the bot, which is known; here only successes break off.
                return (Encoding.ASCII.GetBytes("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"event"), false);
            case 3:
                return (Encoding.ASCII.GetBytes("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"eve\r\nzz\r\n"), false);
            case 4:
                return (Encoding.ASCII.GetBytes($"HTTP/1.1 {status} X\r\nX: {new string('x', 100_000)}\r\n\r\n"), false);
            case 5:
                string[] headers =
                [
                    "Retry-After: -1", "Retry-After: abc", "Retry-After: 99999999999999999999", "Retry-After: 2", "Retry-After: Fri, 99 Foo 2026 00:00:00 GMT",
                    "Date: yesterday", "Date: Fri, 31 Dec 9999 23:59:59 GMT", "Date: Mon, 01 Jan 0001 00:00:00 GMT", "Location: ::", "Content-Type: ", "Content-Type: ;;",
                    "Content-Encoding: gzip", "Set-Cookie: a=b; Domain=x", "X-Correlation-ID: \x01\x7f", "Connection: close", "Content-Length: 0", "Upgrade: x",
                ];
                return (Http(status, "application/json", wrong, headers[random.Next(headers.Length)] + "\r\n"), false);
            case 6:
                return (Http(status, "text/html", wrong), true);
            default:
                return (Http(status, "application/json", wrong), status is not (204 or 304));
        }
    }

    private (byte[] Bytes, bool GoesOn) AnythingThatPasses(byte[] wrong)
    {
        int[] troubles = [408, 429, 500, 502, 503, 504, 599];
        int[] pages = [200, 302, 401, 404, 502];
        return random.Next(6) switch
        {
            0 => ([], false),
            1 => (wrong, false),
            2 => (Encoding.ASCII.GetBytes("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"events\":[ "), false),
            3 => (Http(pages[random.Next(pages.Length)], "text/html", wrong), true),
            4 => (Http(troubles[random.Next(troubles.Length)], "application/json", wrong, "Retry-After: 1\r\n"), true),
            _ => (Http(troubles[random.Next(troubles.Length)], "application/json", wrong, "Date: yesterday\r\nRetry-After: soon\r\n"), true),
        };
    }

    private static byte[] Http(int status, string type, byte[] body, string headers = "") =>
        [.. Encoding.Latin1.GetBytes($"HTTP/1.1 {status} X\r\nContent-Type: {type}\r\n{headers}Content-Length: {body.Length}\r\n\r\n"), .. body];

    private async Task<(string Line, Dictionary<string, string> Headers, string Body)> ReadRequestAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        byte[] buffer = new byte[16 * 1024];
        while (true)
        {
            int end = Encoding.Latin1.GetString([.. bytes]).IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0)
            {
                string[] lines = Encoding.Latin1.GetString([.. bytes[..end]]).Split("\r\n");
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                foreach (string line in lines.Skip(1))
                {
                    headers[line.Split(':')[0]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
                }

                bool chunked = headers.ContainsKey("Transfer-Encoding");
                int length = headers.TryGetValue("Content-Length", out string? text) ? int.Parse(text, null) : 0;
                string body = Encoding.UTF8.GetString([.. bytes[(end + 4)..]]);
                if (chunked ? body.EndsWith("0\r\n\r\n", StringComparison.Ordinal) : bytes.Count - end - 4 >= length)
                {
                    return (lines[0], headers, chunked ? body[body.IndexOf('{', StringComparison.Ordinal)..(body.LastIndexOf('}') + 1)] : body);
                }
            }

            int count = await stream.ReadAsync(buffer, over.Token);
            if (count == 0)
            {
                return ("", [], "");
            }

            bytes.AddRange(buffer.AsSpan(0, count));
        }
    }
}
