using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class SocketTests : LocalServerTest
{
    [Theory]
    [InlineData(null, 401)]
    [InlineData("nonsense", 401)]
    public async Task Bad_credentials_are_refused_before_the_upgrade(string? token, int status)
    {
        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => ConnectAsync(token!));

        Assert.Equal(status, refused.Status);
    }

    [Fact]
    public async Task A_plain_request_is_426() =>
        Assert.Equal(426, (await GetAsync(Bot.Token, $"/api/realtime/ws?workspace_id={Workspace}")).Status);

    [Fact]
    public async Task Scope_and_workspace_are_checked()
    {
        var deaf = await BotWithAsync("deaf", "messages:read");

        Assert.Equal(403, (await Assert.ThrowsAsync<HandshakeRefusedException>(() => ConnectAsync(deaf.Token))).Status);
        Assert.Equal(403, (await Assert.ThrowsAsync<HandshakeRefusedException>(() => ConnectAsync(Bot.Token, workspace: "wsp_other"))).Status);
    }

    [Fact]
    public async Task The_token_may_come_as_a_subprotocol()
    {
        var protocol = "clickclack.bearer." + Bot.Token;
        using var socket = await EventSocket.OpenAsync(Address(), null, options =>
        {
            options.AddSubProtocol("other");
            options.AddSubProtocol(protocol);
        });

        Assert.Equal(protocol, socket.SubProtocol);
    }

    [Fact]
    public async Task Pages_of_other_sites_may_not_connect()
    {
        using var own = await EventSocket.OpenAsync(Address(), Bot.Token, options =>
            options.SetRequestHeader("Origin", Server.BaseUrl.GetLeftPart(UriPartial.Authority)));

        var refused = await Assert.ThrowsAsync<HandshakeRefusedException>(() => EventSocket.OpenAsync(
            Address(), Bot.Token, options => options.SetRequestHeader("Origin", "https://evil.test")));
        Assert.Equal(403, refused.Status);
    }

    [Fact]
    public async Task Without_a_cursor_the_whole_history_comes_first()
    {
        await Owner.SayAsync(General, "one");
        await Owner.SayAsync(General, "two");
        using var socket = await ConnectAsync(Bot.Token);
        await Owner.SayAsync(General, "three");

        for (var seq = 1; seq <= 3; seq++)
        {
            Assert.Equal(seq, (long)(await socket.NextAsync())!["seq"]!);
        }
    }

    [Fact]
    public async Task After_a_cursor_comes_what_followed_it_and_then_what_happens_without_a_gap()
    {
        await Owner.SayAsync(General, "before");
        var tail = await TailAsync(Bot.Token);
        var posting = Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                await Owner.SayAsync(General, $"m{i}");
            }
        }, Stop);

        // Connect into the middle of the traffic, again and again as the server demands it.
        var seen = new List<long>();
        var cursor = tail;
        while (seen.Count < 300)
        {
            using var socket = await ConnectAsync(Bot.Token, cursor);
            while (seen.Count < 300 && await socket.NextAsync() is { } next)
            {
                seen.Add((long)next["seq"]!);
                cursor = (string)next["cursor"]!;
            }
        }

        await posting;
        Assert.Equal(Enumerable.Range(2, 300).Select(n => (long)n), seen);
    }

    [Fact]
    public async Task An_event_carries_the_same_cursor_as_the_answer_that_announced_it()
    {
        using var socket = await ConnectAtTailAsync(Bot.Token);

        var posted = await PostMessageAsync(Bot.Token, "my own");

        Assert.Equal(posted.At("event")!.ToJsonString(), (await socket.NextAsync())!.ToJsonString());
    }

    [Theory]
    [InlineData("cur_00000000000000000000000000")]
    [InlineData("cur_zzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task An_unknown_cursor_closes_with_4001(string cursor)
    {
        await Owner.SayAsync(General, "hi");
        using var socket = await ConnectAsync(Bot.Token, cursor);

        Assert.Empty(await socket.DrainAsync());
        Assert.Equal(4001, (int)socket.CloseStatus!);
        Assert.Equal("realtime replay limit exceeded; resync required", socket.CloseReason);
    }

    [Fact]
    public async Task More_than_five_thousand_events_to_replay_are_sent_and_then_closed_with_4001()
    {
        var root = await Owner.SayAsync(General, "root");
        await Task.WhenAll(Enumerable.Range(0, 2500).Select(i => Owner.ReplyAsync(root, $"r{i}")));
        using var socket = await ConnectAsync(Bot.Token);

        Assert.Equal(5000, (await socket.DrainAsync()).Count);
        Assert.Equal(4001, (int)socket.CloseStatus!);
    }

    [Fact]
    public async Task A_reader_that_falls_behind_gets_what_is_queued_and_then_1013()
    {
        using var socket = await ConnectAtTailAsync(Bot.Token);
        await Server.WhenLiveAsync(Bot, Stop).WaitAsync(Patience, Stop);
        var large = new JsonObject
        {
            ["workspace_id"] = Workspace,
            ["type"] = "presence.changed",
            ["payload"] = new JsonObject { ["pad"] = new string('x', 900_000) },
        };
        for (var i = 0; i < 60; i++)
        {
            Assert.Equal(202, (await PostAsync(OtherBot.Token, "/api/realtime/ephemeral", large.DeepClone())).Status);
        }

        var events = await socket.DrainAsync();

        Assert.InRange(events.Count, 32, 59);
        Assert.Equal(1013, (int)socket.CloseStatus!);
        Assert.Equal("realtime buffer overflow; reconnect with after_cursor to replay", socket.CloseReason);
    }

    [Fact]
    public async Task Removing_a_bot_closes_its_socket_and_tells_the_others()
    {
        using var gone = await ConnectAtTailAsync(OtherBot.Token);
        using var stays = await ConnectAtTailAsync(Bot.Token);

        Assert.Equal(204, (await SendAsync(Owner.Token, "DELETE", $"/api/workspaces/{Workspace}/bots/{OtherBot.Id}/membership")).Status);

        Assert.Null(await gone.NextAsync());
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, gone.CloseStatus);
        Assert.Equal("workspace access revoked", gone.CloseReason);
        Assert.Equal("bot.membership_removed", await stays.NextTypeAsync());
        (await GetAsync(OtherBot.Token, "/api/me")).IsRefused(401, "sql: no rows in result set");
    }

    [Fact]
    public async Task Revoking_a_token_leaves_its_socket_alone()
    {
        using var socket = await ConnectAtTailAsync(Bot.Token);
        await SendAsync(Owner.Token, "POST", $"/api/bot-tokens/{Bot.TokenId}/revoke");

        await Owner.SayAsync(General, "still there?");

        Assert.Equal("message.created", await socket.NextTypeAsync());
    }

    [Fact]
    public async Task What_a_client_sends_is_never_read()
    {
        using var socket = await ConnectAtTailAsync(Bot.Token);
        await socket.SendAsync("{}"u8.ToArray());
        await socket.SendCloseAsync();

        await Owner.SayAsync(General, "even now");

        Assert.Equal("message.created", await socket.NextTypeAsync());
    }

    [Fact]
    public async Task Direct_conversations_reach_their_members_only()
    {
        using var member = await ConnectAtTailAsync(Bot.Token);
        using var stranger = await ConnectAtTailAsync(OtherBot.Token);
        await Owner.SayAsync(await Owner.OpenConversationAsync(Bot.Id), "secret");
        await Owner.SayAsync(General, "public");

        Assert.Null((await member.NextAsync())!["channel_id"]);
        Assert.Equal(General.Id, (string)(await stranger.NextAsync())!["channel_id"]!);
    }

    [Fact]
    public async Task Read_markers_reach_their_owner_only()
    {
        await Owner.SayAsync(General, "hi");
        using var reader = await ConnectAtTailAsync(Bot.Token);
        using var other = await ConnectAtTailAsync(OtherBot.Token);
        await PostAsync(Bot.Token, $"/api/channels/{General.Id}/read", new JsonObject { ["seq"] = 1 });
        await Owner.SayAsync(General, "next");

        Assert.Equal("channel.read", await reader.NextTypeAsync());
        Assert.Equal("message.created", await other.NextTypeAsync());
    }

    [Fact]
    public async Task Ephemeral_events_are_heard_and_not_kept()
    {
        var tail = await TailAsync(Bot.Token);
        using var socket = await ConnectAtTailAsync(Bot.Token);

        var reply = await PostAsync(
            Owner.Token,
            "/api/realtime/ephemeral",
            new JsonObject
            {
                ["workspace_id"] = Workspace,
                ["type"] = "typing.started",
                ["channel_id"] = General.Id,
                ["payload"] = new JsonObject { ["user_id"] = "forged", ["direct_conversation_id"] = "forged", ["x"] = 1.5 },
            });

        Assert.Equal(202, reply.Status);
        var heard = await socket.NextAsync();
        Assert.Equal($$"""{"channel_id":"{{General.Id}}","user_id":"{{Owner.Id}}","x":1.5}""", heard!["payload"]!.ToJsonString());
        Assert.Equal("", (string)heard["cursor"]!);
        Assert.Equal(tail, await TailAsync(Bot.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wsp_unknown")]
    public async Task An_ephemeral_event_for_a_workspace_that_is_not_the_callers_is_403_for_humans_and_bots(string workspace)
    {
        JsonObject Event() => new() { ["workspace_id"] = workspace, ["type"] = "presence.changed" };

        (await PostAsync(Owner.Token, "/api/realtime/ephemeral", Event())).IsRefused(403, "sql: no rows in result set");
        (await PostAsync(Bot.Token, "/api/realtime/ephemeral", Event())).IsRefused(403, "bot token cannot access this workspace");
    }

    [Theory]
    [InlineData("typing.started", "typing events require channel_id or direct_conversation_id", 400)]
    [InlineData("agent.progress", "agent.progress requires a bot token", 403)]
    [InlineData("nonsense", "unsupported ephemeral event type", 400)]
    public async Task Odd_ephemeral_events_are_refused(string type, string error, int status) =>
        (await PostAsync(Owner.Token, "/api/realtime/ephemeral", new JsonObject { ["workspace_id"] = Workspace, ["type"] = type })).IsRefused(status, error);

    [Fact]
    public async Task Stopping_the_server_cuts_sockets_at_once()
    {
        using var socket = await ConnectAtTailAsync(Bot.Token);
        var before = TimeProvider.System.GetTimestamp();

        await Server.DisposeAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Assert.ThrowsAsync<WebSocketException>(socket.NextAsync);
    }

    private Uri Address() => new UriBuilder(new Uri(Server.BaseUrl, $"/api/realtime/ws?workspace_id={Workspace}")) { Scheme = "ws" }.Uri;
}
