using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace ClickClack.EndToEnd.Bots;

/// <summary>
/// The yardstick: an echo bot by hand, with a socket and an HTTP client. It reads what it missed in pages of the log, then the socket,
/// and for each message of a person gets the message and posts a quoted echo under a nonce. It does as little as that takes.
/// </summary>
/// <param name="http">Carries the bot's token.</param>
/// <param name="settings">Where it works.</param>
/// <param name="ways">How many messages it works on at once; those of one channel one after the other.</param>
/// <param name="hydrates">Reads several waiting messages of a channel with one page request.</param>
/// <param name="onLive">Told of every socket that opened.</param>
internal sealed class RawBot(HttpClient http, BotSettings settings, int ways, bool hydrates, Action onLive)
{
    private const int LogPage = 500;
    private const int MessagePage = 200;
    private const int WorthAPage = 3;

    private readonly RawCursor progress = new(settings.StateDirectory);
    private readonly Channel<RawWork>[] queues = [.. Enumerable.Range(0, ways).Select(_ => Channel.CreateUnbounded<RawWork>(new() { SingleReader = true }))];
    private readonly Dictionary<string, int> queueOf = [];
    private string me = "";
    private string newest = "";

    public static HttpClient Client(BotSettings settings)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = settings.BaseUrl };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", settings.Token);
        return http;
    }

    public async Task RunAsync(CancellationToken stop)
    {
        me = (await http.GetFromJsonAsync(Path("/api/me"), WireJson.Default.UserAnswer, stop))!.User.Id;
        if (progress.Load() is { } cursor)
        {
            newest = cursor;
        }
        else
        {
            newest = (await PageAsync("", 1, stop)).TailCursor ?? "";
            progress.StartAt(newest);
        }
        var workers = queues.Select(queue => Task.Run(() => WorkAsync(queue.Reader), CancellationToken.None)).ToArray();
        var saving = progress.SaveNowAndThenAsync(stop);
        try
        {
            while (await PageAsync(newest, LogPage, stop) is { Events: [_, ..] page })
            {
                Array.ForEach(page, Take);
            }
            while (true)
            {
                await ReadSocketAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Done.
        }
        Array.ForEach(queues, queue => queue.Writer.Complete());
        await Task.WhenAll(workers);
        await saving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        progress.Save();
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private async Task<EventPage> PageAsync(string after, int limit, CancellationToken stop) => (await http.GetFromJsonAsync(
        Path($"/api/realtime/events?workspace_id={settings.Workspace}&after_cursor={after}&limit={limit.ToString(CultureInfo.InvariantCulture)}&include_tail=true"),
        WireJson.Default.EventPage,
        stop))!;

    // Until the server closes the socket: it does so with whoever falls 32 events behind, and after 5,000 events of replay.
    private async Task ReadSocketAsync(CancellationToken stop)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + settings.Token);
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        var query = $"workspace_id={settings.Workspace}" + (newest.Length > 0 ? $"&after_cursor={newest}" : "");
        await socket.ConnectAsync(new UriBuilder(settings.BaseUrl) { Scheme = "ws", Path = "/api/realtime/ws", Query = query }.Uri, stop);
        onLive();
        var buffer = new byte[64 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(), stop) is { MessageType: WebSocketMessageType.Text } frame)
            {
                Take(JsonSerializer.Deserialize(buffer.AsSpan(0, frame.Count), WireJson.Default.Event)!);
            }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop);
        }
        catch (WebSocketException)
        {
            // Lost. A pause that differs from bot to bot, so that not all come back at once.
            await Task.Delay(Random.Shared.Next(1000), stop);
        }
    }

    private void Take(Event what)
    {
        if (what.Cursor.Length == 0)
        {
            return;
        }
        newest = string.CompareOrdinal(what.Cursor, newest) > 0 ? what.Cursor : newest;
        var mine = what is { Type: "message.created", ChannelId: not null, Payload: { MessageId: not null, AuthorId: { } author } } && author != me;
        var work = new RawWork(what) { IsDone = !mine };
        progress.Add(work);
        if (mine)
        {
            if (!queueOf.TryGetValue(what.ChannelId!, out var queue))
            {
                queueOf.Add(what.ChannelId!, queue = queueOf.Count % queues.Length);
            }
            queues[queue].Writer.TryWrite(work);
        }
    }

    private async Task WorkAsync(ChannelReader<RawWork> waiting)
    {
        var batch = new List<RawWork>();
        while (await waiting.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < (hydrates ? MessagePage : 1) && waiting.TryRead(out var work))
            {
                batch.Add(work);
            }
            var read = batch.Count < WorthAPage ? [] : await HydrateAsync(batch);
            foreach (var work in batch)
            {
                var id = work.Event.Payload!.MessageId!;
                await AnswerAsync(read.GetValueOrDefault(id)
                    ?? (await http.GetFromJsonAsync(Path("/api/messages/" + id), WireJson.Default.MessageAnswer))!.Message);
                work.IsDone = true;
            }
        }
    }

    private async Task<Dictionary<string, ChatMessage>> HydrateAsync(List<RawWork> batch)
    {
        var read = new Dictionary<string, ChatMessage>();
        foreach (var channel in batch.GroupBy(work => work.Event.ChannelId))
        {
            var missing = channel.OrderBy(work => work.Event.Seq).ToList();
            while (missing.Count >= WorthAPage)
            {
                var page = (await http.GetFromJsonAsync(
                    Path(string.Create(CultureInfo.InvariantCulture, $"/api/channels/{channel.Key}/messages?after_seq={missing[0].Event.Seq - 1}&limit={MessagePage}")),
                    WireJson.Default.MessagePage))!;
                foreach (var message in page.Messages)
                {
                    read[message.Id] = message;
                }
                if (missing.RemoveAll(work => read.ContainsKey(work.Event.Payload!.MessageId!)) == 0)
                {
                    break;
                }
            }
        }
        return read;
    }

    private async Task AnswerAsync(ChatMessage message)
    {
        if (message.Author?.Kind != "human")
        {
            return;
        }
        using var content = JsonContent.Create(
            new NewMessage("echo: " + message.Body, "echo:" + message.Id, message.Id), WireJson.Default.NewMessage);
        using var response = await http.PostAsync(Path($"/api/channels/{message.ChannelId}/messages"), content);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadFromJsonAsync(WireJson.Default.MessageAnswer);
    }
}
