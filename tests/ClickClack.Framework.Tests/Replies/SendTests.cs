#pragma warning disable xUnit1051 // The calls are as bots write them; what never ends is found by the limit of a wait.
using System.Text.Json.Nodes;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Replies;

namespace ClickClack.Framework.Tests.Replies;

public sealed class SendTests : IDisposable
{
    private static readonly Target Ops = Target.Parse("channel:ops");
    private readonly TemporaryDirectory state = new();

    private Task<RunningBot> StartAsync(ScriptedServer server, Func<IBot, int, Task> handler, Action<ClickClackOptions>? configure = null)
    {
        IBot? bot = null;
        int runs = 0;
        return RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(async (_, _) =>
            {
                await handler(bot!, Interlocked.Increment(ref runs));
                return null;
            }),
            options =>
            {
                options.StateDirectory = state.Path;
                configure?.Invoke(options);
            },
            observe: started => bot = started);
    }

    private static string[] Nonces(ScriptedServer server) => [.. server.Posted.Select(message => ScriptedServer.Text(message, "nonce")!)];

    private static async Task<RunningBot> IdleAsync(ScriptedServer server, Action<ClickClackOptions>? configure = null) =>
        await RunningBot.StartLiveAsync(server, new ScriptedRoutes(), configure);

    [Fact]
    public async Task A_send_goes_to_the_replys_target_else_the_given_one_else_the_configured_one()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await IdleAsync(server, options => options.DefaultTo = "channel:general");

        MessageId one = await bot.Bot.SendAsync("one");
        await bot.Bot.SendAsync("two", Ops);
        await bot.Bot.SendAsync(Reply.To(Target.Parse("dm:@alice"), "three"), Ops);

        Assert.Equal(
            [("one", "chn_general", null), ("two", "chn_ops", null), ("three", null, "dm_alice")],
            server.Posted.Select(message => (
                ScriptedServer.Text(message, "body")!, ScriptedServer.Text(message, "channel_id"), ScriptedServer.Text(message, "direct_conversation_id"))));
        Assert.Equal(ScriptedServer.Text(server.Posted[0], "id"), one.Value);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_said_at_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await IdleAsync(server);

        Assert.Contains("ClickClack:DefaultTo", (await Assert.ThrowsAsync<InvalidOperationException>(() => bot.Bot.SendAsync("x"))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => bot.Bot.SendAsync(" ", Ops));
        await Assert.ThrowsAsync<ClickClack.Client.NotVisibleException>(() => bot.Bot.SendAsync("x", Target.Parse("dm:@nobody")));
    }

    [Fact]
    public async Task A_default_target_that_is_none_is_a_mistake_in_the_settings()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();

        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            () => IdleAsync(server, options => options.DefaultTo = "dm:"));

        Assert.StartsWith("ClickClack:DefaultTo: invalid target \"dm:\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule02_what_a_handler_sends_is_visible_once_however_often_it_runs()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var ran = new TaskCompletionSource();
        await using RunningBot bot = await StartAsync(server, async (bot, run) =>
        {
            await bot.SendAsync("same", Ops);
            foreach (string text in new[] { "first", "second" })
            {
                await bot.SendAsync(text, Ops);
            }

            if (run == 1)
            {
                throw new TimeoutException();
            }

            ran.SetResult();
        });

        server.Say("hello");
        await Eventually.Ends(ran.Task, "the second attempt");

        Assert.Equal(["same", "first", "second"], server.PostedBodies);
        Assert.Equal(3, Nonces(server).Distinct().Count());
        Assert.False(bot.Log.Has("an earlier run"), bot.Log.ToString());
    }

    [Fact]
    public async Task Rule02_sends_are_numbered_in_the_order_of_their_calls_and_not_of_their_ends()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, (bot, _) =>
            Task.WhenAll(Enumerable.Range(0, 5).Select(i => bot.SendAsync($"{i}", Ops))));

        string cause = server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 5, "the messages");

        string call = $"{nameof(Rule02_sends_are_numbered_in_the_order_of_their_calls_and_not_of_their_ends)}: $\"{{i}}\"";
        foreach (JsonObject message in server.Posted)
        {
            string slot = $"s/channel:ops/{Hash(call)}/{ScriptedServer.Text(message, "body")}";
            Assert.Equal(Nonce.Of("usr_echo", "wsp_1", $"m:{cause}", slot), ScriptedServer.Text(message, "nonce"));
        }
    }

    [Fact]
    public async Task Rule02_a_rerun_that_diverges_sends_at_most_once_and_is_logged()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var ran = new TaskCompletionSource();
        await using RunningBot bot = await StartAsync(server, async (bot, run) =>
        {
            await bot.SendAsync($"of run {run}", Ops);
            if (run == 1)
            {
                throw new TimeoutException();
            }

            ran.SetResult();
        });

        string cause = server.Say("hello");
        await Eventually.Ends(ran.Task, "the second attempt");

        Assert.Equal(["of run 1"], server.PostedBodies);
        Assert.True(bot.Log.Has($"m:{cause}: a message sent by an earlier run of its handler says something else"), bot.Log.ToString());
    }

    [Fact]
    public async Task Rule02_a_key_means_the_same_wherever_it_is_used()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await StartAsync(server, (bot, _) => bot.SendAsync("today", Ops, idempotencyKey: "2026-03-01"));

        MessageId first = await bot.Bot.SendAsync("today", Ops, idempotencyKey: "2026-03-01");
        server.Say("hello");
        server.Say("again");
        await Eventually.True(() => server.CountRequests("POST", "/api/channels/chn_ops/*") == 3, "the sends");
        MessageId last = await bot.Bot.SendAsync("another text", Ops, idempotencyKey: "2026-03-01");

        Assert.Equal(["today"], server.PostedBodies);
        Assert.Equal(first, last);
        Assert.Equal([Nonce.Of("usr_echo", "wsp_1", "-", "k/2026-03-01")], Nonces(server));
        Assert.False(bot.Log.Has("says something else"));
    }

    [Fact]
    public async Task Rule02_outside_of_a_handler_every_call_without_a_key_sends()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await IdleAsync(server);

        for (int i = 0; i < 3; i++)
        {
            await bot.Bot.SendAsync("same", Ops);
        }

        Assert.Equal(["same", "same", "same"], server.PostedBodies);
    }

    [Fact]
    public async Task Rule08_a_long_text_is_sent_in_parts()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await IdleAsync(server);
        string text = string.Join("\n\n", Enumerable.Repeat(new string('x', 1000), 1100));

        MessageId first = await bot.Bot.SendAsync(text, Ops, idempotencyKey: "long");
        await bot.Bot.SendAsync(text, Ops, idempotencyKey: "long");

        Assert.Equal(text, string.Join("\n\n", server.PostedBodies));
        Assert.Equal(2, server.Posted.Count);
        Assert.Equal(ScriptedServer.Text(server.Posted[0], "id"), first.Value);
    }

    [Fact]
    public async Task Rule06_a_send_to_a_group_makes_it_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await IdleAsync(server);
        Target group = Target.Group(new UserId("usr_bob"), new UserId("usr_alice"));

        MessageId one = await bot.Bot.SendAsync("hello", group, idempotencyKey: "x");
        MessageId two = await bot.Bot.SendAsync("hello", group, idempotencyKey: "x");

        Assert.Equal(one, two);
        Assert.Equal(1, server.CountRequests("POST", "/api/dms"));
        Assert.NotEqual("dm_group", ScriptedServer.Text(Assert.Single(server.Posted), "direct_conversation_id"));
    }

    private static string Hash(string call) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(call)).AsSpan(0, 8));

    private static readonly string Long = string.Join("\n\n", Enumerable.Repeat(new string('x', 1000), 2100));

    private string[] Journal => Directory.Exists(state.File("journal")) ? Directory.GetFiles(state.File("journal"), "*.json") : [];

    [Theory]
    [InlineData(null)]
    [InlineData("key")]
    public async Task Rule04_a_send_of_several_writes_that_was_cut_off_is_brought_to_its_end_and_not_sent_again(string? key)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool isCut = true;
        server.Script("POST", "/api/channels/chn_ops/*", _ => isCut && server.Posted.Count == 1 ? Answer.Silence() : null);
        var runs = new List<int>();
        Func<IBot, int, Task> handler = async (bot, run) =>
        {
            // What it would say now is something else.
            await bot.SendAsync(isCut ? Long : $"of another run\n\n{Long}", Ops, key);
            lock (runs)
            {
                runs.Add(run);
            }
        };
        void Configure(ClickClackOptions options) => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100);
        await using (RunningBot bot = await StartAsync(server, handler, Configure))
        {
            server.Say("hello");
            await Eventually.True(() => server.CountRequests("POST", "/api/channels/chn_ops/*") == 2, "the write that is cut");
            Assert.Single(Journal);
        }

        isCut = false;
        await using RunningBot again = await StartAsync(server, handler, Configure);
        await Eventually.True(() => runs.Count == 1, $"the second run\n{again.Log.Complaints.Count}");

        Assert.Equal(Long, string.Join("\n\n", server.PostedBodies));
        await Eventually.True(() => Journal.Length == 0, "the journal is empty");
    }

    [Fact]
    public async Task Rule04_a_send_that_nobody_repeats_is_brought_to_its_end_at_the_next_start()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool isCut = true;
        server.Script("POST", "/api/channels/chn_ops/*", _ => isCut && server.Posted.Count == 1 ? Answer.Silence() : null);
        await using (RunningBot bot = await IdleAsync(server, options => options.StateDirectory = state.Path))
        {
            using var stop = new CancellationTokenSource();
            Task sending = bot.Bot.SendAsync(Long, Ops, cancellationToken: stop.Token);
            await Eventually.True(() => server.CountRequests("POST", "/api/channels/chn_ops/*") == 2, "the write that is cut");
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        }

        isCut = false;
        await using RunningBot again = await IdleAsync(server, options => options.StateDirectory = state.Path);
        await Eventually.True(() => server.Posted.Count == 3, "the rest");

        Assert.Equal(Long, string.Join("\n\n", server.PostedBodies));
    }

    [Fact]
    public async Task Rule04_what_the_server_refuses_of_a_send_is_the_callers_to_know_and_is_not_tried_behind_its_back()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.ScriptOnce("POST", "/api/channels/chn_ops/*", Answer.Error(403, "moderation restriction: member is blocked"));
        await using (RunningBot bot = await IdleAsync(server, options => options.StateDirectory = state.Path))
        {
            await Assert.ThrowsAsync<ClickClack.Client.ModeratedException>(() => bot.Bot.SendAsync(Long, Ops, "key"));
            server.Say("something, so that there is something to save");
            await Eventually.True(() => Journal.Length == 0, "the journal is empty");
        }

        await using RunningBot again = await IdleAsync(server, options => options.StateDirectory = state.Path);
        Assert.Empty(server.Posted);
        Assert.Empty(again.Bot.DeadLetters.List());
        await again.Bot.SendAsync(Long, Ops, "key");
        Assert.Equal(Long, string.Join("\n\n", server.PostedBodies));
    }

    public void Dispose() => state.Dispose();
}
