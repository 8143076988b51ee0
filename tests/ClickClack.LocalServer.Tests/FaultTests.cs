using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class FaultTests : LocalServerTest
{
    [Fact]
    public async Task A_dropped_socket_ends_without_a_close_frame()
    {
        using var socket = await LiveAsync(Bot);
        using var other = await LiveAsync(OtherBot);

        Assert.Equal(1, Server.Faults.DropSockets(Bot.Id));

        var error = await Assert.ThrowsAsync<WebSocketException>(socket.NextAsync);
        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, error.WebSocketErrorCode);
        await Owner.SayAsync(General, "for the other");
        Assert.Equal("message.created", await other.NextTypeAsync());
    }

    [Fact]
    public async Task An_overflowed_socket_is_closed_with_1013()
    {
        using var socket = await LiveAsync(Bot);

        Assert.Equal(1, Server.Faults.OverflowSockets());

        Assert.Empty(await socket.DrainAsync());
        Assert.Equal(1013, (int)socket.CloseStatus!);
        Assert.Equal("realtime buffer overflow; reconnect with after_cursor to replay", socket.CloseReason);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Held_events_come_when_they_are_released(bool reversed)
    {
        using var socket = await LiveAsync(Bot);
        Server.Faults.HoldEvents();
        for (var i = 0; i < 3; i++)
        {
            await Owner.SayAsync(General, $"m{i}");
        }

        Assert.Equal(3, Server.Faults.ReleaseEvents(reversed));

        long[] seqs = [await NextSeqAsync(socket), await NextSeqAsync(socket), await NextSeqAsync(socket)];
        Assert.Equal(reversed ? [3, 2, 1] : [1, 2, 3], seqs);
    }

    [Fact]
    public async Task A_duplicated_event_comes_twice_with_the_same_id()
    {
        using var socket = await LiveAsync(Bot);
        Server.Faults.DuplicateEvents();

        await Owner.SayAsync(General, "one");
        await Owner.SayAsync(General, "two");

        var first = await socket.NextAsync();
        Assert.Equal(first!.ToJsonString(), (await socket.NextAsync())!.ToJsonString());
        Assert.Equal(2, await NextSeqAsync(socket));
    }

    [Fact]
    public async Task Delayed_events_keep_their_order_and_the_log_has_them_at_once()
    {
        using var socket = await LiveAsync(Bot);
        Server.Faults.DelayEvents(TimeSpan.FromMilliseconds(50));
        var before = TimeProvider.System.GetTimestamp();

        await Owner.SayAsync(General, "one");
        Server.Faults.DelayEvents(TimeSpan.Zero);
        await Owner.SayAsync(General, "two");

        Assert.Equal(2, (long)(await GetAsync(Bot.Token, $"/api/channels/{General.Id}/messages")).At("newest_seq")!);
        Assert.Equal(1, await NextSeqAsync(socket));
        Assert.InRange(TimeProvider.System.GetElapsedTime(before), TimeSpan.FromMilliseconds(45), Patience);
        Assert.Equal(2, await NextSeqAsync(socket));
    }

    [Fact]
    public async Task A_cursor_that_was_pruned_is_closed_with_4001()
    {
        await Owner.SayAsync(General, "one");
        var cursor = await TailAsync(Bot.Token);
        await Owner.SayAsync(General, "two");
        await Owner.SayAsync(General, "three");

        Assert.Equal(2, await Server.Faults.PruneLogAsync(keepLatest: 1));

        using var socket = await ConnectAsync(Bot.Token, cursor);
        Assert.Empty(await socket.DrainAsync());
        Assert.Equal(4001, (int)socket.CloseStatus!);
        Assert.Equal(1, await Server.Faults.PruneLogAsync());
    }

    [Fact]
    public async Task A_revoked_token_keeps_its_socket_and_loses_everything_else()
    {
        using var socket = await LiveAsync(Bot);

        await Server.Faults.RevokeTokenAsync(Bot.TokenId);

        (await GetAsync(Bot.Token, "/api/me")).IsRefused(401, "sql: no rows in result set");
        await Owner.SayAsync(General, "still heard");
        Assert.Equal("message.created", await socket.NextTypeAsync());
    }

    [Fact]
    public async Task A_lost_response_leaves_the_message_behind()
    {
        Server.Faults.LoseResponses(method: "POST");

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => PostMessageAsync(Bot.Token, "hello", nonce: "n1"));

        var again = await PostMessageAsync(Bot.Token, "hello", nonce: "n1");
        Assert.Equal(200, again.Status);
        Assert.Equal(1, again.Number("message.channel_seq"));
    }

    [Fact]
    public async Task A_slow_response_comes_after_its_event()
    {
        using var socket = await LiveAsync(Bot);
        Server.Faults.SlowResponses(TimeSpan.FromMinutes(1), pathPrefix: "/api/channels/");

        var posting = PostMessageAsync(OtherBot.Token, "slow");

        Assert.Equal("message.created", await socket.NextTypeAsync());
        Assert.False(posting.IsCompleted);
        await Server.DisposeAsync();
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => posting);
    }

    [Theory]
    [InlineData(429, "2")]
    [InlineData(503, "2")]
    [InlineData(401, "2")]
    public async Task Rejected_requests_are_not_done_and_only_as_many_as_asked_for(int status, string retryAfter)
    {
        Server.Faults.RejectRequests(status, count: 2, method: "POST", pathPrefix: "/api/channels/", TimeSpan.FromSeconds(1.5));

        Assert.Equal(200, (await GetAsync(Bot.Token, $"/api/channels/{General.Id}/messages")).Status);
        for (var i = 0; i < 2; i++)
        {
            var rejected = await PostMessageAsync(Bot.Token, "no");
            Assert.Equal(status, rejected.Status);
            Assert.Equal(retryAfter, rejected.Headers["Retry-After"]);
        }

        Assert.Equal(1, (await PostMessageAsync(Bot.Token, "yes")).Number("message.channel_seq"));
    }

    [Fact]
    public async Task A_transient_401_does_not_say_that_the_token_is_gone()
    {
        Server.Faults.RejectRequests(401);

        (await GetAsync(Bot.Token, "/api/me")).IsRefused(401, "context canceled");
    }

    [Fact]
    public async Task Clearing_ends_what_was_asked_for_before()
    {
        using var socket = await LiveAsync(Bot);
        Server.Faults.RejectRequests(503, count: 100);
        Server.Faults.DuplicateEvents(100);
        Server.Faults.HoldEvents();
        await Owner.SayAsync(General, "held");

        Server.Faults.Clear();
        Assert.Equal(201, (await PostMessageAsync(Bot.Token, "plain")).Status);

        long[] seqs = [await NextSeqAsync(socket), await NextSeqAsync(socket), await NextSeqAsync(socket)];
        Assert.Equal([1, 1, 2], seqs);
    }

    [Fact]
    public async Task Without_test_mode_there_are_no_switches() =>
        (await PostAsync(null, "/_local/faults", new JsonObject { ["fault"] = "drop_sockets" })).IsRefused(404, "route not found");

    private static async Task<long> NextSeqAsync(EventSocket socket) => (long)(await socket.NextAsync())!["seq"]!;

    private async Task<EventSocket> LiveAsync(LocalBot bot)
    {
        var socket = await ConnectAtTailAsync(bot.Token);
        await Server.WhenLiveAsync(bot, Stop).WaitAsync(Patience, Stop);
        return socket;
    }
}
