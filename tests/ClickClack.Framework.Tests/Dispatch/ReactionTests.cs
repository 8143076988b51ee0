using System.Collections.Concurrent;
#pragma warning disable xUnit1051 // The calls are as bots write them; what never ends is found by the limit of a wait.
using System.Text.Json.Nodes;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>Reactions on their way: what they cost, whose they are, where answers go and what becomes of failures.</summary>
public sealed class ReactionTests : IDisposable
{
    private readonly TemporaryDirectory state = new();

    public void Dispose() => state.Dispose();

    private static int Fetches(ScriptedServer server, string message) => server.CountRequests("GET", $"/api/messages/{message}");

    private static string React(
        ScriptedServer server, string message, string emoji = "🚀", string user = "usr_alice", bool removed = false, string? dm = null, bool isRoot = true)
    {
        var payload = new JsonObject { ["message_id"] = message, ["emoji"] = emoji, ["user_id"] = user, ["count"] = 3 };
        if (dm is not null)
        {
            payload["direct_conversation_id"] = dm;
        }

        JsonObject wire = server.Emit(
            removed ? "reaction.removed" : "reaction.added", payload, dm is null ? "chn_general" : null, isRoot ? (long?)server.Messages[message]["channel_seq"] : null);
        return "e:" + ScriptedServer.Text(wire, "id");
    }

    [Fact]
    public async Task A_reaction_to_a_root_message_is_routed_and_answered_from_its_event_alone()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Reaction? seen = null;
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Reaction("🚀", context =>
        {
            seen = context.Reaction;
            return $"shipping for {context.Reactor!.Handle}";
        }));
        string message = server.Say("release 1.2");

        React(server, message, "🎉");
        React(server, message, removed: true);
        React(server, message);
        await Eventually.True(() => server.Posted.Count == 1, $"an answer\n{bot.Log}");

        Assert.Equal("shipping for alice", ScriptedServer.Text(server.Posted[0], "body"));
        Assert.Equal(message, ScriptedServer.Text(server.Posted[0], "quoted_message_id"));
        Assert.Equal((message, "🚀", "usr_alice", false, 3L, "general"), (seen!.MessageId.Value, seen.Emoji, seen.UserId.Value, seen.IsRemoved, seen.Count, seen.Channel!.Name));
        Assert.Equal(0, Fetches(server, message));
    }

    [Fact]
    public async Task The_message_is_fetched_for_a_handler_that_takes_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, new ScriptedRoutes().Reaction(null, context => context.Message.Text + " by " + context.Message.Author.Handle, needsMessage: true));
        string message = server.Say("release 1.2", author: "usr_bob");

        React(server, message);
        await Eventually.True(() => server.Posted.Count == 1, $"an answer\n{bot.Log}");

        Assert.Equal("release 1.2 by bob", server.PostedBodies[0]);
        Assert.Equal(1, Fetches(server, message));
    }

    [Fact]
    public async Task The_answer_to_a_reaction_in_a_thread_goes_there_and_in_a_conversation_into_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Reaction(null, context => context.Reaction!.Emoji));
        string root = server.Say("root"), reply = server.Say("reply", thread: root), direct = server.Say("direct", dm: "dm_alice");

        React(server, reply, "1", isRoot: false);
        await Eventually.True(() => server.Posted.Count == 1, $"an answer\n{bot.Log}");
        React(server, direct, "2", dm: "dm_alice");
        await Eventually.True(() => server.Posted.Count == 2, $"another\n{bot.Log}");

        Assert.Equal(root, ScriptedServer.Text(server.Posted[0], "parent_message_id"));
        Assert.Equal(1, Fetches(server, reply));
        Assert.Equal("dm_alice", ScriptedServer.Text(server.Posted[1], "direct_conversation_id"));
        Assert.Equal(0, Fetches(server, direct));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_event_leaves_open_is_asked_for_only_if_it_decides(bool decides)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var ran = new System.Collections.Concurrent.ConcurrentQueue<string>();
        ScriptedRoutes routes = new ScriptedRoutes().Reaction(null, _ => { ran.Enqueue("anywhere"); return null; });
        routes = decides ? routes.Reaction(null, _ => { ran.Enqueue("thread"); return null; }, places: Places.Thread) : routes;
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);
        string root = server.Say("root"), reply = server.Say("reply", thread: root);

        React(server, reply, isRoot: false);
        React(server, root);
        await Eventually.True(() => ran.Count == 2, $"both\n{bot.Log}");

        Assert.Equal(decides ? ["thread", "anywhere"] : ["anywhere", "anywhere"], ran);
        Assert.Equal(decides ? 1 : 0, Fetches(server, reply));
        Assert.Equal(0, Fetches(server, root));
    }

    [Fact]
    public async Task Rule15_its_own_reactions_and_those_of_other_bots_are_not_handled()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var ran = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Reaction(null, context => { ran.Enqueue(context.Reactor!.Handle); return null; }));
        string message = server.Say("hello");

        React(server, message, user: ScriptedServer.BotId);
        React(server, message, user: "usr_rover");
        React(server, message, user: "usr_bob");
        await Eventually.True(() => !ran.IsEmpty, $"a person's\n{bot.Log}");

        Assert.Equal(["bob"], ran);
        Assert.Equal((1, 1), (bot.Log.Count("own reaction"), bot.Log.Count("author is a bot")));
    }

    [Fact]
    public async Task Bots_that_are_allowed_may_react()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, new ScriptedRoutes().Reaction(null, context => context.Reactor!.Handle).With(new RouteGuards { AllowBots = ["@rover"] }));

        React(server, server.Say("hello"), user: "usr_rover");
        await Eventually.True(() => server.PostedBodies.Contains("rover"), $"an answer\n{bot.Log}");
    }

    [Fact]
    public async Task Rule17_what_fails_is_a_dead_letter_by_its_event_and_can_be_replayed_by_a_later_run()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool fails = true;
        ScriptedRoutes routes = new ScriptedRoutes()
            .Reaction("🚀", context => fails ? throw new TimeoutException("no") : $"shipped {context.Reaction!.Count}")
            .OnError((message, error) => $"{message.Text}: {error.Message}");
        void Configure(ClickClackOptions options) => (options.MaxAttempts, options.StateDirectory) = (1, state.Path);
        string trigger;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, routes, Configure))
        {
            trigger = React(server, server.Say("hello"));
            await Eventually.True(() => server.PostedBodies.Contains("hello: no"), $"the last word\n{bot.Log}");
            Assert.Equal(trigger, bot.Bot.DeadLetters.List().Single().Trigger);
            Assert.False(await bot.Bot.DeadLetters.ReplayAsync(trigger));
        }

        fails = false;
        await using RunningBot later = await RunningBot.StartLiveAsync(server, routes, Configure);
        Assert.True(await later.Bot.DeadLetters.ReplayAsync(trigger));

        Assert.Equal(["hello: no", "shipped 3"], server.PostedBodies);
        Assert.Empty(later.Bot.DeadLetters.List());
    }

    [Fact]
    public async Task A_reaction_left_unfinished_is_handled_by_the_next_run_and_answered_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        void Configure(ClickClackOptions options) => options.StateDirectory = state.Path;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes(), Configure))
        {
        }

        string message = server.Say("hello");
        React(server, message);
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Reaction("🚀", _ => "once"), Configure))
        {
            await Eventually.True(() => server.Posted.Count == 1, $"an answer\n{bot.Log}");
            await bot.IdleAsync();
        }

        await using RunningBot again = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Reaction("🚀", _ => "twice"), Configure);
        await again.IdleAsync();
        Assert.Equal(["once"], server.PostedBodies);
    }

    [Fact]
    public async Task Who_gave_a_handle_up_is_not_admitted_by_it_any_more()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var ran = new ConcurrentQueue<string>();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            new ScriptedRoutes().Reaction(null, context => { ran.Enqueue(context.Reaction!.Emoji); return null; })
                .With(new RouteGuards { AllowFrom = ["@alice"] }));
        string message = server.Say("hello");
        React(server, message, "1️⃣");
        await Eventually.True(() => ran.Count == 1, $"alice's\n{bot.Log}");

        server.Users["usr_alice"]["handle"] = "former";
        React(server, message, "2️⃣");
        await Eventually.True(() => bot.Log.Count($"({DropReason.NotAllowed})") == 1, $"a refusal\n{bot.Log}");
        server.Users["usr_bob"]["handle"] = "alice";
        React(server, message, "3️⃣");
        await Eventually.True(() => bot.Log.Count($"({DropReason.NotAllowed})") == 2, $"another\n{bot.Log}");

        Assert.Equal(["1️⃣"], ran);
    }
}
