using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;

namespace ClickClack.EndToEnd.Driver;

/// <summary>A person who sees when a bot's answers become visible.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly ServerProcess server;
    private readonly string bot;
    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task reading;
    private string cursor;

    private Watcher(ServerProcess server, string bot, string cursor)
    {
        this.server = server;
        this.bot = bot;
        this.cursor = cursor;
        reading = Task.Run(ReadAsync);
    }

    /// <summary>When each message of the bot was seen, as a timestamp.</summary>
    public ConcurrentDictionary<string, long> Seen { get; } = new();

    public static async Task<Watcher> StartAsync(ServerProcess server, string bot)
    {
        var watcher = new Watcher(server, bot, await server.TailAsync());
        await watcher.open.Task;
        return watcher;
    }

    /// <summary>Waits until so many answers were seen, or none has come for a while.</summary>
    /// <returns>When the last one came, as a timestamp.</returns>
    public async Task<long> WaitAsync(int answers)
    {
        var patience = TimeSpan.FromSeconds(20);
        var (before, since) = (-1, Stopwatch.GetTimestamp());
        while (Seen.Count < answers && (Seen.Count != before || Stopwatch.GetElapsedTime(since) < patience))
        {
            if (Seen.Count != before)
            {
                (before, since) = (Seen.Count, Stopwatch.GetTimestamp());
            }
            await Task.Delay(5);
        }
        return Seen.IsEmpty ? Stopwatch.GetTimestamp() : Seen.Values.Max();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        stop.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Authorization", "Bearer " + server.PersonTokens[0]);
                var query = $"workspace_id={server.Workspace}" + (cursor.Length > 0 ? $"&after_cursor={cursor}" : "");
                await socket.ConnectAsync(new UriBuilder(server.BaseUrl) { Scheme = "ws", Path = "/api/realtime/ws", Query = query }.Uri, stop.Token);
                open.TrySetResult();
                while (await socket.ReceiveAsync(buffer.AsMemory(), stop.Token) is { MessageType: WebSocketMessageType.Text } frame)
                {
                    See(JsonSerializer.Deserialize(buffer.AsSpan(0, frame.Count), WireJson.Default.Event)!);
                }
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Done.
        }
    }

    private void See(Event what)
    {
        if (what.Cursor.Length > 0)
        {
            cursor = string.CompareOrdinal(what.Cursor, cursor) > 0 ? what.Cursor : cursor;
        }
        if (what is { Type: "message.created", Payload: { MessageId: { } message } payload } && payload.AuthorId == bot)
        {
            Seen.TryAdd(message, Stopwatch.GetTimestamp());
        }
    }
}
