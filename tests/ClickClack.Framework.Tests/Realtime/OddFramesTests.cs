using System.Text.Json.Nodes;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Realtime;

/// <summary>Whatever the server sends, what follows is answered.</summary>
public sealed class OddFramesTests
{
    private static async Task<RunningBot> AfterAsync(ScriptedServer server, string frame)
    {
        RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        await server.Socket.SendAsync(frame);
        server.Say("after");
        await Eventually.True(() => server.PostedBodies.Contains("after"), $"an answer\n{bot.Log}");
        Assert.Single(server.Sockets);
        Assert.False(bot.HasEnded);
        return bot;
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"id\":")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{}")]
    public async Task A_malformed_frame_is_one_line(string frame)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await AfterAsync(server, frame);

        string line = Assert.Single(bot.Log.Complaints);
        Assert.StartsWith("left out a frame that is no event: ", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"evt_x","cursor":"cur_00000001","type":"brand.new","workspace_id":"wsp_1","created_at":"2026-01-01T00:00:00Z","payload":{"x":1}}""")]
    [InlineData("""{"id":"evt_x","cursor":"cur_00000001","type":"reaction.added","payload":null}""")]
    [InlineData("""{"id":"evt_x","cursor":"cur_00000001","type":"message.created","payload":{}}""")]
    [InlineData("""{"id":"evt_x","cursor":"cur_00000001","type":"message.created"}""")]
    [InlineData("""{"id":5,"cursor":"cur_00000001","type":"message.created","seq":"x","created_at":7,"mentioned_user_ids":{},"payload":[]}""")]
    [InlineData("""{"id":"eph_1","cursor":"","type":"typing.started","payload":{"user_id":5}}""")]
    [InlineData("""{"id":"eph_1","cursor":"","type":"agent.progress","payload":"text"}""")]
    [InlineData("""{"id":"eph_1","cursor":"","type":"agent.progress","payload":[[[[1]]]],"channel_id":9}""")]
    [InlineData("""{"id":"","cursor":"","type":"bot.deleted","payload":{"bot_user_id":"usr_rover"}}""")]
    public async Task An_event_that_means_nothing_here_is_no_line_at_all(string frame)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await AfterAsync(server, frame);

        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task A_frame_of_many_MiB_is_read()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string frame = new JsonObject
        {
            ["id"] = "eph_1",
            ["cursor"] = "",
            ["type"] = "agent.progress",
            ["payload"] = new JsonObject { ["text"] = new string('<', 1024 * 1024) },
        }.ToJsonString();
        Assert.True(frame.Length > 6 * 1024 * 1024);
        await using RunningBot bot = await AfterAsync(server, frame);

        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task Odd_events_in_the_log_do_not_keep_a_bot_from_what_follows_them()
    {
        using var state = new TemporaryDirectory();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(_ => null), options => options.StateDirectory = state.Path)).DisposeAsync();
        server.Emit("message.updated", [])["seq"] = "seven";
        server.Emit("message.created", [])["created_at"] = "yesterday";
        server.Say("after");
        server.Script("GET", "/api/realtime/events", request =>
        {
            JsonNode page = JsonNode.Parse(server.AnswerFromModel(request).Body!)!;
            if (page["events"]!.AsArray() is { Count: > 0 } events)
            {
                events.Insert(0, null);
            }

            return Answer.Json(page);
        });

        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => message.Text), options => options.StateDirectory = state.Path);

        await Eventually.True(() => server.PostedBodies.Contains("after"), $"an answer\n{bot.Log}");
    }

    [Fact]
    public async Task A_server_that_brings_the_same_page_for_ever_is_not_asked_for_ever()
    {
        using var state = new TemporaryDirectory();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await (await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(_ => null), options => options.StateDirectory = state.Path)).DisposeAsync();
        server.Say("after");
        JsonObject page = new() { ["events"] = new JsonArray(server.Events[0].DeepClone()), ["tail_cursor"] = server.Tail };
        server.Script("GET", "/api/realtime/events", _ => Answer.Json(page));

        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => message.Text), options => options.StateDirectory = state.Path);

        await Eventually.True(() => server.PostedBodies.Contains("after"), "an answer");
        Assert.InRange(server.CountRequests("GET", "/api/realtime/events"), 2, 10);
    }

    [Theory]
    [InlineData("message.created", "message_id", ".")]
    [InlineData("message.created", "message_id", "..")]
    [InlineData("message.created", "message_id", "msg_1/../../me")]
    [InlineData("thread.reply_created", "root_message_id", "..")]
    [InlineData("message.created", "direct_conversation_id", "%2e%2e")]
    [InlineData("reaction.added", "message_id", "..")]
    [InlineData("message.updated", "message_id", "..")]
    [InlineData("message.created", "author_id", "a b")]
    public async Task An_event_with_an_id_that_is_none_is_counted_and_leads_nowhere(string type, string member, string id)
    {
        using var state = new TemporaryDirectory();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(message => message.Text).Reaction(null, _ => "reacted");
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.StateDirectory = state.Path);
        var payload = new System.Text.Json.Nodes.JsonObject
        {
            ["message_id"] = "msg_1", ["author_id"] = "usr_alice", ["user_id"] = "usr_alice", ["emoji"] = "🚀",
        };
        payload[member] = id;
        server.Emit(type, payload, "chn_general");
        await bot.LogsAsync("(invalid id)");
        server.Say("hello");
        await Eventually.True(() => server.PostedBodies.Contains("hello"), "the bot goes on");

        Assert.False(File.Exists(state.File("dead-letters.jsonl")));
        Assert.DoesNotContain(server.Requests, request => request.Path.Contains("..", StringComparison.Ordinal));
        Assert.Empty(bot.Log.Complaints);
    }
}
