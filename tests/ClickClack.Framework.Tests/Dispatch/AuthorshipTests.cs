using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class AuthorshipTests
{
    private static int Fetches(ScriptedServer server, string message) => server.CountRequests("GET", $"/api/messages/{message}");

    [Fact]
    public async Task Rule15_the_bot_does_not_answer_itself_in_a_channel()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));

        server.Say("hello");
        await Eventually.True(() => bot.Log.Has("own message"), "the echo is read");

        Assert.Single(server.Posted);
        Assert.Equal(0, Fetches(server, ScriptedServer.Text(server.Posted[0], "id")!));
    }

    [Fact]
    public async Task Rule15_an_echo_in_a_thread_that_beats_the_response_is_known_by_its_nonce()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => Reply.InThread(message.Text)));
        var response = new TaskCompletionSource();
        server.Script("POST", "/api/messages/*", request => server.AnswerFromModel(request) with { After = response.Task });

        server.Say("hello");
        await Eventually.True(() => bot.Log.Has("own message"), "the echo is read before the response");
        response.SetResult();
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 2, "the next answer");

        Assert.Equal(0, Fetches(server, ScriptedServer.Text(server.Posted[0], "id")!));
    }

    [Fact]
    public async Task Rule15_an_echo_in_a_thread_after_the_response_is_known_by_its_id()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => Reply.InThread(message.Text)));
        server.Socket.Drop();
        await Eventually.True(() => server.Sockets.Count == 2 && server.OpenSockets == 1, "a socket that we hold back");
        ScriptedSocket socket = server.Socket;
        var held = new List<string>();
        server.Script("POST", "/api/messages/*", request => server.AnswerFromModel(request));

        server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 1, "the answer");
        await Eventually.True(() => bot.Log.Count("own message") >= 1, "its echo is dropped");
        await socket.SendAsync(server.EventOf(ScriptedServer.Text(server.Posted[0], "id")!));
        server.Say("next");
        await Eventually.True(() => server.Posted.Count == 2, "the next answer");

        Assert.Equal(0, Fetches(server, ScriptedServer.Text(server.Posted[0], "id")!));
    }

    [Fact]
    public async Task Rule15_somebody_who_copies_a_nonce_is_answered_all_the_same()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        server.Say("hello");
        await Eventually.True(() => bot.Log.Has("own message"), "the echo is read");
        string nonce = ScriptedServer.Text(server.Posted[0], "nonce")!;
        string copied = server.Say("copied", live: false);
        server.EventOf(copied)["payload"]!["nonce"] = nonce;

        server.Send(server.EventOf(copied));

        await Eventually.True(() => server.PostedBodies.Contains("copied"), "an answer");
    }

    [Fact]
    public async Task Rule15_other_bots_are_not_answered()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        string root = server.Say("root");

        string first = server.Say("from a bot", author: "usr_rover");
        string reply = server.Say("from a bot in a thread", author: "usr_rover", thread: root);
        await Eventually.True(() => bot.Log.Count("author is a bot") == 2, "both are dropped");
        string second = server.Say("again", author: "usr_rover");
        await Eventually.True(() => bot.Log.Count("author is a bot") == 3, "the third too");
        await bot.IdleAsync();

        Assert.Equal(["root"], server.PostedBodies);
        Assert.Equal(1, Fetches(server, reply));
        Assert.InRange(Fetches(server, first), 0, 1);
        Assert.Equal(0, Fetches(server, second));
    }

    [Theory]
    [InlineData("agent_commentary")]
    [InlineData("agent_tool")]
    public async Task Rule15_activity_rows_are_not_answered(string kind)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));

        string row = server.Say("thinking", kind: kind);
        server.Say("hello");

        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(["hello"], server.PostedBodies);
        Assert.Equal(0, Fetches(server, row));
    }

    [Fact]
    public async Task Rule15_a_reply_of_an_unknown_author_is_fetched()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Thread(message => $"{message.Author.Mention}: {message.Text}"));
        string root = server.Say("root");

        string reply = server.Say("a reply", thread: root, author: "usr_bob");

        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(["@bob: a reply"], server.PostedBodies);
        Assert.Equal(1, Fetches(server, reply));
        Assert.Equal(0, Fetches(server, root));
    }

    [Fact]
    public async Task Where_nothing_listens_nothing_is_fetched()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Channel("general", message => message.Text).Mention(message => message.Text));
        server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");

        string elsewhere = server.Say("elsewhere", channel: "chn_ops");

        // Until it is known whether a conversation is a group, its text might mention the bot.
        server.Say("direct", dm: "dm_alice");
        await Eventually.True(() => bot.Log.Has("nothing matches"), "the first direct message is looked at");
        string direct = server.Say("direct again", dm: "dm_alice");
        string reply = server.Say("reply", thread: elsewhere, channel: "chn_ops");
        string mention = server.Say("@echo here", channel: "chn_ops");
        await Eventually.True(() => server.Posted.Count == 2, "the mention is answered");

        Assert.Equal(["hello", "here"], server.PostedBodies);
        Assert.Equal([0, 0, 0, 1], [Fetches(server, elsewhere), Fetches(server, direct), Fetches(server, reply), Fetches(server, mention)]);
    }

    [Fact]
    public async Task In_a_group_a_mention_is_found_in_the_text_because_the_server_computes_none()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Mention(message => message.Text));

        server.Say("not you", dm: "dm_group");
        server.Say("@echo you", dm: "dm_group");

        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(["you"], server.PostedBodies);
    }

    [Fact]
    public async Task A_renamed_channel_is_known_by_its_new_name()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Channel("general", message => message.Channel!.Name).Channel("lobby", message => message.Channel!.Name));
        server.Say("one");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");

        server.Channels["chn_general"] = "lobby";
        server.Emit("channel.updated", new() { ["channel_id"] = "chn_general", ["archived"] = false }, "chn_general");
        server.Say("two");

        await Eventually.True(() => server.Posted.Count == 2, "an answer");
        Assert.Equal(["general", "lobby"], server.PostedBodies);
    }

    [Fact]
    public async Task A_new_channel_is_found_by_name()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Channel!.Name));
        server.Say("one");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");

        server.Channels["chn_new"] = "brand-new";
        server.Say("two", channel: "chn_new");

        await Eventually.True(() => server.Posted.Count == 2, "an answer");
        Assert.Equal("brand-new", server.PostedBodies[1]);
    }
}
