using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>Plays the steps of a scenario against a server, strictly one after the other.</summary>
internal sealed class ScenarioPlayer(Uri server, IReadOnlyDictionary<string, string> tokens, Values values) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Matcher matcher = new(values);
    private readonly Dictionary<string, FrameSocket> sockets = new(StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var socket in sockets.Values)
        {
            socket.Dispose();
        }
    }

    /// <summary>What of a step's outcome differs from what the scenario says.</summary>
    public async Task<List<Difference>> PlayAsync(JsonElement step, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            return step.TryGetProperty("http", out var http)
                ? await ExchangeAsync(step, http, limit.Token)
                : await UseSocketAsync(step, step.GetProperty("ws"), limit.Token);
        }
        catch (Exception e) when (e is MissingValueException or SocketException or EndOfStreamException or InvalidDataException or JsonException
                                      || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [new("(step)", "an answer", e.Message)];
        }
    }

    private async Task<List<Difference>> ExchangeAsync(JsonElement step, JsonElement http, CancellationToken cancellationToken)
    {
        var times = step.TryGetProperty("repeat", out var repeat) ? repeat.GetInt32() : 1;
        var connection = await WireConnection.OpenAsync(server, null, cancellationToken);
        try
        {
            for (var i = 1; i <= times; i++)
            {
                values["i"] = $"{i}";
                var request = new WireRequest(http, values, Token(http));
                var response = await request.SendAsync(connection, server, cancellationToken);
                values.Capture(step, response.Json);
                if (Compare(step.GetProperty("expect"), response) is { Count: > 0 } differences)
                {
                    return differences;
                }
                if (response.IsLast && i < times)
                {
                    connection.Dispose();
                    connection = await WireConnection.OpenAsync(server, null, cancellationToken);
                }
            }
            return [];
        }
        finally
        {
            connection.Dispose();
        }
    }

    private List<Difference> Compare(JsonElement expected, WireResponse response)
    {
        var differences = new List<Difference>();
        if (expected.GetProperty("status").GetInt32() != response.Status)
        {
            differences.Add(new("(status)", expected.GetProperty("status").GetRawText(), $"{response.Status} {response.Text}"));
        }
        if (expected.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
            {
                differences.AddRange(CompareHeader(header.Name, header.Value.GetString(), response));
            }
        }
        if (expected.TryGetProperty("json", out var json))
        {
            if (!response.IsJson)
            {
                differences.Add(new("(header Content-Type)", "application/json", response.Headers.GetValueOrDefault("content-type", Difference.Absent)));
            }
            differences.AddRange(response.Json is { } actual ? matcher.Compare(json, actual) : [new("(body)", "JSON", response.Text)]);
        }
        if (expected.TryGetProperty("text", out var text))
        {
            differences.AddRange(matcher.CompareText(text.GetString()!, response.Text, "(body)"));
        }
        return differences;
    }

    private List<Difference> CompareHeader(string name, string? expected, WireResponse response)
    {
        var path = $"(header {name})";
        var actual = response.Headers.GetValueOrDefault(name.ToLowerInvariant());
        if (name == "Allow")
        {
            // A set: it may come in several lines and in any order.
            (expected, actual) = (Sorted(expected), Sorted(actual));
        }
        return (expected, actual) switch
        {
            (null, null) => [],
            (not null, not null) => matcher.CompareText(expected, actual, path),
            _ => [new(path, expected ?? Difference.Absent, actual ?? Difference.Absent)],
        };
    }

    private async Task<List<Difference>> UseSocketAsync(JsonElement step, JsonElement action, CancellationToken cancellationToken)
    {
        var name = action.TryGetProperty("conn", out var conn) ? conn.GetString()! : "main";
        if (action.TryGetProperty("open", out var open))
        {
            return await OpenAsync(name, open, step.GetProperty("expect"), cancellationToken);
        }
        var socket = sockets.GetValueOrDefault(name) ?? throw new MissingValueException($"socket {name}");
        if (action.TryGetProperty("close", out _))
        {
            socket.Dispose();
            sockets.Remove(name);
            return [];
        }
        if (action.TryGetProperty("send", out var send))
        {
            var payload = send.TryGetProperty("payload", out var text) ? text.GetString()! : "";
            await socket.SendAsync(send.GetProperty("opcode").GetByte(), Encoding.UTF8.GetBytes(payload), cancellationToken);
            return [];
        }
        if (action.TryGetProperty("expectSilence", out var silence))
        {
            return await ExpectSilenceAsync(socket, TimeSpan.FromMilliseconds(silence.GetProperty("ms").GetInt32()), cancellationToken);
        }
        if (action.TryGetProperty("expectClose", out var close))
        {
            var next = await socket.ReadAsync(cancellationToken);
            return CompareClose(close, next, 0);
        }
        if (action.TryGetProperty("drainUntilClose", out var drained))
        {
            var frames = 0;
            Frame last;
            while (!(last = await socket.ReadAsync(cancellationToken)).IsClose)
            {
                frames++;
            }
            return CompareClose(drained, last, frames);
        }
        if (action.TryGetProperty("skipUntil", out var wanted))
        {
            return await SkipUntilAsync(socket, step, wanted, cancellationToken);
        }
        var frame = await socket.ReadAsync(cancellationToken);
        return frame.IsText
            ? CompareEvent(step, action.GetProperty("expectFrame"), frame)
            : [new("(frame)", action.GetProperty("expectFrame").GetRawText(), frame.ToString())];
    }

    private async Task<List<Difference>> OpenAsync(string name, JsonElement open, JsonElement expected, CancellationToken cancellationToken)
    {
        var path = open.TryGetProperty("path", out var given) ? given.GetString()! : "/api/realtime/ws";
        var target = WireRequest.Target(open, path, values);
        var protocols = open.TryGetProperty("protocols", out var offered)
            ? offered.EnumerateArray().Select(protocol => values.Fill(protocol.GetString()!)).ToList()
            : [];
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (Token(open) is { } token)
        {
            if (open.TryGetProperty("via", out var via) && via.ValueEquals("subprotocol"))
            {
                protocols.Add("clickclack.bearer." + token);
            }
            else
            {
                headers["Authorization"] = "Bearer " + token;
            }
        }
        if (protocols.Count > 0)
        {
            headers["Sec-WebSocket-Protocol"] = string.Join(", ", protocols);
        }
        WireRequest.SetHeaders(open, values, (header, value) =>
        {
            headers.Remove(header);
            if (value is not null)
            {
                headers.Add(header, value);
            }
        });
        var slow = open.TryGetProperty("slow", out var isSlow) && isSlow.GetBoolean();
        var socket = await FrameSocket.OpenAsync(server, target, headers, slow, cancellationToken);
        if (socket.Response.Status == 101)
        {
            sockets[name] = socket;
        }
        else
        {
            socket.Dispose();
        }
        return Compare(expected, socket.Response);
    }

    private static async Task<List<Difference>> ExpectSilenceAsync(FrameSocket socket, TimeSpan time, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(time);
        try
        {
            return [new("(frame)", "nothing", (await socket.ReadAsync(over.Token)).ToString())];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    private async Task<List<Difference>> SkipUntilAsync(FrameSocket socket, JsonElement step, JsonElement wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            var frame = await socket.ReadAsync(cancellationToken);
            if (!frame.IsText)
            {
                return [new("(frame)", wanted.GetRawText(), frame.ToString())];
            }
            // What a frame that is skipped holds must not be remembered.
            var trial = values.Copy();
            using var read = JsonDocument.Parse(frame.Text);
            trial.Capture(step, read.RootElement);
            if (new Matcher(trial).Compare(wanted, read.RootElement).Count == 0)
            {
                values.Capture(step, read.RootElement);
                return [];
            }
        }
    }

    private List<Difference> CompareEvent(JsonElement step, JsonElement expected, Frame frame)
    {
        using var read = JsonDocument.Parse(frame.Text);
        values.Capture(step, read.RootElement);
        return matcher.Compare(expected, read.RootElement);
    }

    private List<Difference> CompareClose(JsonElement expected, Frame frame, int frames)
    {
        if (!frame.IsClose)
        {
            return [new("(frame)", $"close {expected}", frame.ToString())];
        }
        var differences = matcher.CompareText(expected.GetProperty("reason").GetString()!, frame.Text, "(close).reason");
        if (expected.GetProperty("code").GetInt32() != frame.CloseCode)
        {
            differences.Add(new("(close).code", expected.GetProperty("code").GetRawText(), $"{frame.CloseCode}"));
        }
        if (expected.TryGetProperty("frames", out var count) && count.ValueKind == JsonValueKind.Number && count.GetInt32() != frames)
        {
            differences.Add(new("(close).frames", count.GetRawText(), $"{frames}"));
        }
        return differences;
    }

    private string? Token(JsonElement request) => request.GetProperty("as").GetString()! switch
    {
        "anonymous" => null,
        var raw when raw.StartsWith("rawtoken:", StringComparison.Ordinal) => values.Fill(raw["rawtoken:".Length..]),
        var actor => tokens[actor],
    };

    private static string? Sorted(string? list) =>
        list is null ? null : string.Join(", ", list.Split(',').Select(item => item.Trim()).Order(StringComparer.Ordinal));
}
