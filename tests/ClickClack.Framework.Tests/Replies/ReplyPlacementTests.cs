using System.Text.Json.Nodes;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Replies;

public sealed class ReplyPlacementTests
{
    private static async Task<(JsonObject Answer, string Cause)> AnswerAsync(Reply reply, Func<ScriptedServer, string> say)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        string root = server.Say("root");
        server.Say("direct root", dm: "dm_alice");
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(_ => reply));
        string cause = say(server);
        await Eventually.True(() => server.Posted.Count == 1, $"an answer\n{bot.Log}");
        return (server.Posted[0], cause);
    }

    private static (string? Channel, string? Dm, string? Thread, string? Quoted) Where(JsonObject message) => (
        ScriptedServer.Text(message, "channel_id"),
        ScriptedServer.Text(message, "direct_conversation_id"),
        ScriptedServer.Text(message, "parent_message_id"),
        ScriptedServer.Text(message, "quoted_message_id"));

    [Fact]
    public async Task In_a_channel_a_reply_quotes_the_message()
    {
        (JsonObject answer, string cause) = await AnswerAsync("x", server => server.Say("hi"));
        Assert.Equal(("chn_general", null, null, cause), Where(answer));
    }

    [Fact]
    public async Task A_plain_reply_in_a_channel_quotes_nothing()
    {
        (JsonObject answer, _) = await AnswerAsync(Reply.Plain("x"), server => server.Say("hi"));
        Assert.Equal(("chn_general", null, null, null), Where(answer));
    }

    [Fact]
    public async Task A_reply_in_the_thread_of_a_root_opens_one()
    {
        (JsonObject answer, string cause) = await AnswerAsync(Reply.InThread("x"), server => server.Say("hi"));
        Assert.Equal(("chn_general", null, cause, null), Where(answer));
    }

    [Theory]
    [InlineData(ReplyPlacement.InPlace)]
    [InlineData(ReplyPlacement.Plain)]
    [InlineData(ReplyPlacement.Thread)]
    public async Task In_a_thread_a_reply_stays_there(ReplyPlacement placement)
    {
        Reply reply = placement switch
        {
            ReplyPlacement.InPlace => Reply.InPlace("x"),
            ReplyPlacement.Plain => Reply.Plain("x"),
            _ => Reply.InThread("x"),
        };
        (JsonObject answer, _) = await AnswerAsync(reply, server => server.Say("hi", thread: "msg_000001"));
        Assert.Equal(("chn_general", null, "msg_000001", null), Where(answer));
    }

    [Fact]
    public async Task In_a_direct_conversation_a_reply_goes_to_that_very_conversation_without_a_quote()
    {
        (JsonObject answer, _) = await AnswerAsync("x", server => server.Say("hi", dm: "dm_group"));
        Assert.Equal((null, "dm_group", null, null), Where(answer));
    }

    [Fact]
    public async Task In_the_thread_of_a_direct_conversation_a_reply_stays_there()
    {
        (JsonObject answer, _) = await AnswerAsync("x", server => server.Say("hi", dm: "dm_alice", thread: "msg_000002"));
        Assert.Equal((null, "dm_alice", "msg_000002", null), Where(answer));
    }

    [Theory]
    [InlineData("channel:ops", "chn_ops", null, null)]
    [InlineData("channel:chn_ops", "chn_ops", null, null)]
    [InlineData("dm:dm_group", null, "dm_group", null)]
    [InlineData("dm:@alice", null, "dm_alice", null)]
    [InlineData("dm:usr_alice", null, "dm_alice", null)]
    [InlineData("dm:@bob", null, "dm_new_usr_bob", null)]
    [InlineData("thread:msg_000001", "chn_general", null, "msg_000001")]
    public async Task A_reply_to_a_target_goes_there_without_a_quote(string target, string? channel, string? dm, string? thread)
    {
        (JsonObject answer, _) = await AnswerAsync(Reply.To(Target.Parse(target), "x"), server => server.Say("hi"));
        Assert.Equal((channel, dm, thread, null), Where(answer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public async Task Rule08_blank_text_is_not_sent(string? text)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(message => message.Text == "blank" ? Reply.InPlace(text) : message.Text));

        server.Say("blank");
        server.Say("not blank");

        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(["not blank"], server.PostedBodies);
        Assert.Equal(1, server.CountRequests("POST", "/api/*"));
        Assert.Empty(bot.Log.Complaints);
    }
}
