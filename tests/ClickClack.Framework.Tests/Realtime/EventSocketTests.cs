using System.Text;
using System.Text.Json;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Client;
using ClickClack.Realtime;

namespace ClickClack.Framework.Tests.Realtime;

public sealed class EventSocketTests
{
    private static readonly HttpMessageInvoker Http = new(ClickClackClient.NewHandler());

    private static Uri Address(ScriptedServer server) => new($"ws://{server.Address.Authority}/api/realtime/ws?workspace_id=wsp_1");

    private static async Task<EventSocket> ConnectAsync(ScriptedServer server, TimeProvider? time = null)
    {
        var socket = new EventSocket(ScriptedServer.Token, Http, time ?? TimeProvider.System);
        Assert.Null(await socket.ConnectAsync(Address(server), TestContext.Current.CancellationToken));
        await server.SocketsAsync(1);
        return socket;
    }

    private static Task<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> ReadAsync(EventSocket socket) =>
        Eventually.Ends(socket.ReadAsync(TestContext.Current.CancellationToken), "the read");

    private static Task<SocketEnd?> EndOfAsync(ScriptedServer server, Action<ScriptedSocket> end) => WithAsync(server, async socket =>
    {
        Task<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> read = ReadAsync(socket);
        end(server.Socket);
        return (await read).End;
    });

    private static async Task<T> WithAsync<T>(ScriptedServer server, Func<EventSocket, Task<T>> use)
    {
        await using EventSocket socket = await ConnectAsync(server);
        return await use(socket);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(64 * 1024, 1)]
    [InlineData((64 * 1024) + 1, 1)]
    [InlineData(6 * 1024 * 1024, 1)]
    [InlineData(100, 7)]
    [InlineData(3 * 1024 * 1024, 50)]
    public async Task Frames_come_whole_whatever_their_size_and_fragments(int size, int fragments)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using EventSocket socket = await ConnectAsync(server);
        string frame = JsonSerializer.Serialize(new string('x', size));

        Task sent = server.Socket.SendAsync(frame, fragments);
        (ReadOnlyMemory<byte> read, SocketEnd? end) = await ReadAsync(socket);

        Assert.Null(end);
        Assert.Equal(frame, Encoding.UTF8.GetString(read.Span));
        await sent;
        await server.Socket.SendAsync("{}");
        Assert.Equal("{}", Encoding.UTF8.GetString((await ReadAsync(socket)).Frame.Span));
    }

    [Fact]
    public async Task A_frame_beyond_all_reason_ends_the_socket()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using EventSocket socket = await ConnectAsync(server);

        _ = server.Socket.SendAsync(new string('x', (16 * 1024 * 1024) + 100));
        (_, SocketEnd? end) = await ReadAsync(socket);

        Assert.Equal(new SocketEnd(SocketEndKind.Lost, "a frame of more than 16 MiB"), end);
    }

    [Theory]
    [InlineData(1013, "realtime buffer overflow; reconnect with after_cursor to replay", nameof(SocketEndKind.Overflow))]
    [InlineData(1013, "realtime replay interrupted; reconnect with after_cursor", nameof(SocketEndKind.Lost))]
    [InlineData(1008, "workspace access revoked", nameof(SocketEndKind.AccessRevoked))]
    [InlineData(4001, "realtime replay limit exceeded; resync required", nameof(SocketEndKind.ReplayRefused))]
    [InlineData(1000, "", nameof(SocketEndKind.Lost))]
    [InlineData(4999, "?", nameof(SocketEndKind.Lost))]
    public async Task Rule12_a_close_means_what_its_code_and_reason_say(int code, string reason, string kind)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();

        SocketEnd? end = await EndOfAsync(server, socket => _ = socket.CloseAsync(code, reason));

        Assert.Equal(kind, end!.Kind.ToString());
        Assert.Equal($"the server closed the connection ({code} {(reason.Length == 0 ? "no reason given" : reason)})", end.Reason);
    }

    [Fact]
    public async Task A_connection_cut_without_a_close_frame_is_lost()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();

        Assert.Equal(SocketEndKind.Lost, (await EndOfAsync(server, socket => socket.Drop()))!.Kind);
    }

    [Fact]
    public async Task An_abort_ends_the_pending_read_with_its_reason()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using EventSocket socket = await ConnectAsync(server);
        Task<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> read = ReadAsync(socket);
        var end = new SocketEnd(SocketEndKind.Stale, "stale");

        socket.Abort(end);

        Assert.Same(end, (await read).End);
    }

    [Fact]
    public async Task An_abort_between_two_reads_ends_the_next_with_its_reason()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using EventSocket socket = await ConnectAsync(server);
        var end = new SocketEnd(SocketEndKind.Stale, "stale");

        socket.Abort(end);

        Assert.Same(end, (await ReadAsync(socket)).End);
    }

    [Theory]
    [InlineData(401, nameof(SocketEndKind.Refused), "the server refused the socket (401)")]
    [InlineData(403, nameof(SocketEndKind.Refused), "the server refused the socket (403)")]
    [InlineData(404, nameof(SocketEndKind.Lost), "the server answered 404 to the handshake")]
    [InlineData(502, nameof(SocketEndKind.Lost), "the server answered 502 to the handshake")]
    [InlineData(200, nameof(SocketEndKind.Lost), "the server answered 200 to the handshake")]
    public async Task Rule12_a_handshake_is_refused_or_lost(int status, string kind, string reason)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Handshake = () => Answer.Html(status);
        await using var socket = new EventSocket(ScriptedServer.Token, Http, TimeProvider.System);

        SocketEnd? end = await socket.ConnectAsync(Address(server), TestContext.Current.CancellationToken);

        Assert.Equal((kind, reason), (end!.Kind.ToString(), end.Reason));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_of_the_handshake_is_not_followed_with_the_token(int status)
    {
        await using ScriptedServer elsewhere = await ScriptedServer.StartAsync();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Handshake = () => new Answer(status) { Headers = new() { ["Location"] = Address(elsewhere).ToString().Replace("ws:", "http:", StringComparison.Ordinal) } };
        await using var socket = new EventSocket(ScriptedServer.Token, Http, TimeProvider.System);

        SocketEnd? end = await socket.ConnectAsync(Address(server), TestContext.Current.CancellationToken);

        Assert.Equal(new SocketEnd(SocketEndKind.Lost, $"the server answered {status} to the handshake"), end);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_abort_before_the_handshake_ends_it_with_its_reason()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using var socket = new EventSocket(ScriptedServer.Token, Http, TimeProvider.System);
        var end = new SocketEnd(SocketEndKind.Replaced, "replaced");

        socket.Abort(end);

        Assert.Same(end, await socket.ConnectAsync(Address(server), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_abort_during_the_handshake_ends_it_with_its_reason()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Handshake = Answer.Silence;
        await using var socket = new EventSocket(ScriptedServer.Token, Http, new ManualTime());
        var end = new SocketEnd(SocketEndKind.Replaced, "replaced");
        Task<SocketEnd?> connect = socket.ConnectAsync(Address(server), TestContext.Current.CancellationToken);
        await Eventually.True(() => server.Requests.Count > 0, "the handshake is under way");

        socket.Abort(end);

        Assert.Same(end, await Eventually.Ends(connect, "the handshake"));
    }

    [Fact]
    public async Task A_handshake_without_an_answer_is_given_up()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Handshake = Answer.Silence;
        await using var socket = new EventSocket(ScriptedServer.Token, Http, time);
        Task<SocketEnd?> connect = socket.ConnectAsync(Address(server), TestContext.Current.CancellationToken);

        await time.AdvanceUntilAsync(() => connect.IsCompleted, "the handshake is given up", TimeSpan.FromSeconds(1));

        Assert.Equal(new SocketEnd(SocketEndKind.Lost, "no answer to the handshake within 30 s"), await connect);
    }

    [Fact]
    public async Task Nothing_is_sent_and_the_token_travels_in_the_header()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using EventSocket socket = await ConnectAsync(server);

        RecordedRequest request = Assert.Single(server.Requests);
        Assert.Equal($"Bearer {ScriptedServer.Token}", request.Authorization);
        Assert.DoesNotContain(request.Query, pair => pair.Value.Contains("ccb_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_is_closed_with_a_close_frame_even_while_a_read_waits()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();

        // Its clock stands still: a busy machine must not use up the moment the close frame has.
        EventSocket socket = await ConnectAsync(server, new ManualTime());
        using var stop = new CancellationTokenSource();
        Task<(ReadOnlyMemory<byte> Frame, SocketEnd? End)> read = socket.ReadAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);

        Task<System.Net.WebSockets.WebSocketCloseStatus?> closed = server.Socket.ReadCloseAsync();
        await Eventually.Ends(socket.DisposeAsync().AsTask(), "the socket closes");

        Assert.Equal(System.Net.WebSockets.WebSocketCloseStatus.NormalClosure, await Eventually.Ends(closed, "the close frame"));
    }
}
