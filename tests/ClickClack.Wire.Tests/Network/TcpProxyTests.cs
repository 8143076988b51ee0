using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Network;

/// <summary>The proxy itself, in front of a server that says back what it hears.</summary>
public sealed class TcpProxyTests : IAsyncLifetime
{
    private readonly TcpListener server = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private TcpProxy proxy = null!;
    private int served;

    public ValueTask InitializeAsync()
    {
        server.Start();
        proxy = TcpProxy.Start(new Uri($"http://{server.LocalEndpoint}/"));
        _ = ServeAsync();
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        server.Stop();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task What_is_said_comes_back_and_is_counted()
    {
        using Socket client = await ConnectAsync();
        await SayAsync(client, "hello");

        Assert.Equal("hello", await HearAsync(client, 5));

        // Counted once they are passed on, which the client may hear of first.
        await Eventually.TrueAsync(() => (proxy.BytesToServer, proxy.BytesToClient) == (5, 5), "what was said is counted");
        Assert.Equal((1, 1, 1), (proxy.OpenConnections, proxy.AcceptedConnections, proxy.MostOpenConnections));

        client.Shutdown(SocketShutdown.Both);
        await Eventually.TrueAsync(() => proxy.OpenConnections == 0, "no open connection");
    }

    [Fact]
    public async Task A_reset_is_an_error_and_an_end_is_an_end()
    {
        using Socket one = await TalkAsync();
        proxy.Cut(reset: true);
        await Assert.ThrowsAsync<SocketException>(() => HearAsync(one, 1));

        using Socket other = await TalkAsync();
        proxy.Cut(reset: false);
        Assert.Equal("", await HearAsync(other, 1));
    }

    [Fact]
    public async Task After_a_half_close_the_client_is_still_heard()
    {
        using Socket client = await TalkAsync();
        proxy.HalfClose();
        Assert.Equal("", await HearAsync(client, 1));

        long before = proxy.BytesToServer;
        await SayAsync(client, "still here");
        await Eventually.TrueAsync(() => proxy.BytesToServer == before + 10, "bytes to the server");
    }

    [Fact]
    public async Task A_slow_connection_takes_its_time()
    {
        using Socket client = await TalkAsync();
        proxy.BytesPerSecond = 10_000;
        long began = Stopwatch.GetTimestamp();
        await SayAsync(client, new string('x', 2_000));
        await HearAsync(client, 2_000);

        // Not sooner; how much later is the machine's business.
        Assert.True(Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(0.2));
    }

    [Fact]
    public async Task A_delay_is_a_delay()
    {
        using Socket client = await TalkAsync();
        proxy.Delay = TimeSpan.FromMilliseconds(50);
        long began = Stopwatch.GetTimestamp();
        await SayAsync(client, "x");
        await HearAsync(client, 1);

        Assert.True(Stopwatch.GetElapsedTime(began) > TimeSpan.FromMilliseconds(95));
    }

    [Fact]
    public async Task A_black_hole_accepts_and_swallows_and_what_was_lost_stays_lost()
    {
        using Socket old = await TalkAsync();
        using Socket idle = await TalkAsync();
        proxy.IsSilent = true;
        await SayAsync(old, "x");
        using Socket young = await ConnectAsync();
        await SayAsync(young, "x");
        await Eventually.TrueAsync(() => proxy.AcceptedConnections == 3, "three connections");
        await Eventually.TrueAsync(() => old.Poll(0, SelectMode.SelectWrite) && young.Connected, "both stand");
        await old.SendAsync("y"u8.ToArray());
        Assert.Equal(3, proxy.OpenConnections);
        Assert.Equal(0, old.Available + young.Available);

        proxy.IsSilent = false;
        await SayAsync(idle, "z");
        Assert.Equal("z", await HearAsync(idle, 1));
        await SayAsync(old, "z");
        await SayAsync(idle, "z");
        Assert.Equal("z", await HearAsync(idle, 1));
        Assert.Equal(0, old.Available);

        // Who gives up is not counted any more.
        young.Close();
        await Eventually.TrueAsync(() => proxy.OpenConnections == 2, "two connections");
    }

    [Fact]
    public async Task Connections_are_refused_and_accepted_again()
    {
        using Socket old = await TalkAsync();
        await proxy.RefuseAsync();
        SocketException error = await Assert.ThrowsAsync<SocketException>(ConnectAsync);
        Assert.Equal(SocketError.ConnectionRefused, error.SocketErrorCode);
        await SayAsync(old, "x");
        Assert.Equal("x", await HearAsync(old, 1));

        proxy.Accept();
        using Socket again = await TalkAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task An_answer_is_cut_after_so_many_bytes_and_the_next_is_whole(int bytes)
    {
        proxy.CutResponses("POST /api/", bytes);
        using Socket other = await ConnectAsync();
        await SayAsync(other, "GET /api/me HTTP/1.1\r\n");
        Assert.Equal("GET", await HearAsync(other, 3));

        using Socket client = await ConnectAsync();
        await SayAsync(client, "POST /api/x?a=b HTTP/1.1\r\n");
        Assert.Equal("POST"[..bytes], await HearUntilCutAsync(client));

        using Socket next = await ConnectAsync();
        await SayAsync(next, "POST /api/y HTTP/1.1\r\n");
        Assert.Equal("POST /api/y", await HearAsync(next, 11));
        Assert.Equal(["GET /api/me", "POST /api/x?a=b", "POST /api/y"], proxy.Requests);
        Assert.Equal(1, proxy.CountOpen("POST"));
    }

    [Fact]
    public async Task An_open_connection_is_cut_after_so_many_bytes_more()
    {
        using Socket client = await TalkAsync();
        proxy.CutAfter(2);
        await SayAsync(client, "hello");

        Assert.Equal("he", await HearUntilCutAsync(client));
    }

    [Fact]
    public async Task A_request_is_answered_instead_and_the_server_does_not_hear_of_it()
    {
        proxy.AnswerInstead("POST", "HTTP/1.1 502 Bad Gateway\r\n\r\n");
        using Socket client = await ConnectAsync();
        await SayAsync(client, "POST /api/x HTTP/1.1\r\n\r\nbody");
        Assert.Equal("HTTP/1.1 502 Bad Gateway\r\n\r\n", await HearAsync(client, 28));
        await SayAsync(client, "GET / HTTP/1.1\r\n");

        Assert.Equal("GET /", await HearAsync(client, 5));
    }

    [Fact]
    public async Task New_connections_go_to_a_new_server()
    {
        using var second = new TcpListener(IPAddress.Loopback, 0);
        second.Start();
        proxy.Server = new Uri($"http://{second.LocalEndpoint}/");
        using Socket client = await ConnectAsync();
        using Socket accepted = await second.AcceptSocketAsync();

        Assert.Equal(0, served);
    }

    private static async Task SayAsync(Socket socket, string text) => await socket.SendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>So many bytes, or fewer at the end.</summary>
    private static async Task<string> HearAsync(Socket socket, int count)
    {
        byte[] buffer = new byte[count];
        int heard = 0;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (heard < count && await socket.ReceiveAsync(buffer.AsMemory(heard), limit.Token) is > 0 and var some)
        {
            heard += some;
        }

        return Encoding.ASCII.GetString(buffer, 0, heard);
    }

    private static async Task<string> HearUntilCutAsync(Socket socket)
    {
        var heard = new StringBuilder();
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            while (await HearAsync(socket, 1) is { Length: 1 } one)
            {
                heard.Append(one);
            }
        });
        return heard.ToString();
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(proxy.Address.Host, proxy.Address.Port);
        return socket;
    }

    /// <summary>A connection that is known to work.</summary>
    private async Task<Socket> TalkAsync()
    {
        Socket socket = await ConnectAsync();
        await SayAsync(socket, "?");
        Assert.Equal("?", await HearAsync(socket, 1));
        return socket;
    }

    private async Task ServeAsync()
    {
        while (!over.IsCancellationRequested)
        {
            Socket socket = await server.AcceptSocketAsync(over.Token);
            Interlocked.Increment(ref served);
            _ = EchoAsync(socket);
        }
    }

    private async Task EchoAsync(Socket socket)
    {
        using (socket)
        {
            byte[] buffer = new byte[4096];
            while (await socket.ReceiveAsync(buffer, over.Token) is > 0 and var count)
            {
                await socket.SendAsync(buffer.AsMemory(0, count));
            }
        }
    }
}
