using System.Net.WebSockets;
using System.Text.Json;

namespace ClickClack.Benchmarks;

/// <summary>A bot that only listens, and comes back with its cursor when it was too slow.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly LocalServer server;
    private readonly LocalBot bot;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim heard = new(0);
    private readonly Task reading;
    private string cursor;

    private Subscriber(LocalServer server, LocalBot bot, string cursor)
    {
        this.server = server;
        this.bot = bot;
        this.cursor = cursor;
        reading = ReadAsync();
    }

    public static async Task<Subscriber> StartAsync(LocalServer server, LocalBot bot)
    {
        using var http = new HttpClient { BaseAddress = server.BaseUrl };
        http.DefaultRequestHeaders.Authorization = new("Bearer", bot.Token);
        using var tail = JsonDocument.Parse(await http.GetByteArrayAsync(
            new Uri($"/api/realtime/events?workspace_id={server.Workspace.Id}&include_tail=true&limit=1", UriKind.Relative)));
        return new(server, bot, tail.RootElement.GetProperty("tail_cursor").GetString()!);
    }

    /// <summary>Completes once it has heard of so many messages.</summary>
    public async Task HasHeardAsync(int messages)
    {
        for (var i = 0; i < messages; i++)
        {
            await heard.WaitAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await reading;
        stop.Dispose();
        heard.Dispose();
    }

    private async Task ReadAsync()
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Authorization", "Bearer " + bot.Token);
                var address = new Uri(server.BaseUrl, $"/api/realtime/ws?workspace_id={server.Workspace.Id}&after_cursor={cursor}");
                await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws" }.Uri, stop.Token);
                while (await socket.ReceiveAsync(buffer.AsMemory(), stop.Token) is { MessageType: WebSocketMessageType.Text } frame)
                {
                    Hear(buffer.AsMemory(0, frame.Count));
                }
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Done.
        }
    }

    private void Hear(ReadOnlyMemory<byte> frame)
    {
        using var what = JsonDocument.Parse(frame);
        cursor = what.RootElement.GetProperty("cursor").GetString()!;
        if (what.RootElement.GetProperty("type").GetString() is "message.created" or "thread.reply_created")
        {
            heard.Release();
        }
    }
}
