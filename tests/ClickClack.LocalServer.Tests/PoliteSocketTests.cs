using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace ClickClack.Local.Tests;

public sealed class PoliteSocketTests : LocalServerTest
{
    protected override LocalServerOptions Options => new() { PoliteSockets = true };

    [Fact]
    public async Task A_close_frame_is_answered()
    {
        using var socket = await ConnectAsync(Bot.Token);

        await socket.SendCloseAsync();

        Assert.Null(await socket.NextAsync());
        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
    }

    [Fact]
    public async Task A_ping_gets_its_pong()
    {
        // No client of .NET shows a pong, so the frames are written by hand: a masked ping, an unmasked pong.
        using var client = new TcpClient();
        await client.ConnectAsync(Server.BaseUrl.Host, Server.BaseUrl.Port, Stop);
        var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET /api/realtime/ws?workspace_id={Workspace} HTTP/1.1\r\nHost: {Server.BaseUrl.Authority}\r\nAuthorization: Bearer {Bot.Token}\r\n"
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            Stop);
        using var reader = new BinaryReader(stream);
        for (var tail = ""; !tail.EndsWith("\r\n\r\n", StringComparison.Ordinal);)
        {
            tail += (char)reader.ReadByte();
        }

        await stream.WriteAsync(new byte[] { 0x89, 0x82, 0, 0, 0, 0, (byte)'h', (byte)'i' }, Stop);

        Assert.Equal([0x8A, 2, (byte)'h', (byte)'i'], reader.ReadBytes(4));
    }

    [Fact]
    public async Task The_server_s_own_close_is_as_on_a_real_server()
    {
        await Owner.SayAsync(General, "hi");
        using var socket = await ConnectAsync(Bot.Token, "cur_00000000000000000000000000");

        Assert.Empty(await socket.DrainAsync());
        Assert.Equal(4001, (int)socket.CloseStatus!);
    }
}
