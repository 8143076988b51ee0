#pragma warning disable xUnit1051 // The calls are as bots write them; what never ends is found by the limit of a wait.
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>Observers: of what they are told, when, how often, and what becomes of their failures.</summary>
public sealed class ObserverTests : IDisposable
{
    private readonly TemporaryDirectory state = new();
    private readonly ConcurrentQueue<string> seen = new();

    public void Dispose() => state.Dispose();

    private static void Edit(ScriptedServer server, string message) => server.Emit(
        "message.updated", new JsonObject { ["message_id"] = message, ["root_message_id"] = message }, "chn_general", (long?)server.Messages[message]["channel_seq"]);

    private static void Type(ScriptedServer server, string user, string conversation = "chn_general") => server.Send(new JsonObject
    {
        ["id"] = "eph_1",
        ["cursor"] = "",
        ["type"] = "typing.started",
        ["workspace_id"] = ScriptedServer.WorkspaceId,
        ["channel_id"] = conversation,
        ["created_at"] = "2026-01-01T00:00:00Z",
        ["payload"] = new JsonObject { ["user_id"] = user, ["channel_id"] = conversation },
    });

    [Fact]
    public async Task All_observers_run_after_the_handler_that_wins_and_nothing_is_fetched_for_them()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Mention(_ => { seen.Enqueue("handled"); return "answer"; })
            .Observe<MessagePosted>(posted => seen.Enqueue($"one {posted.MessageId}"))
            .Observe<MessagePosted>(posted => seen.Enqueue($"two {posted.AuthorId}"));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        string plain = server.Say("hello");
        await Eventually.True(() => seen.Count == 2, $"both\n{bot.Log}");
        Assert.Equal([$"one {plain}", "two usr_alice"], seen);
        Assert.Equal(0, server.CountRequests("GET", $"/api/messages/{plain}"));

        seen.Clear();
        string mention = server.Say("hello", live: false);
        server.EventOf(mention)["mentioned_user_ids"] = new JsonArray(ScriptedServer.BotId);
        server.Send(server.EventOf(mention));
        await Eventually.True(() => seen.Count == 3, $"all three\n{bot.Log}");
        await bot.IdleAsync();

        Assert.Equal(["handled", $"one {mention}", "two usr_alice"], seen);
        Assert.Equal(["answer"], server.PostedBodies);
    }

    [Fact]
    public async Task An_event_that_the_server_keeps_is_done_only_when_it_was_observed_also_by_a_later_run()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        void Configure(ClickClackOptions options) => (options.StateDirectory, options.ShutdownTimeout) = (state.Path, TimeSpan.FromMilliseconds(50));
        await using (RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            new ScriptedRoutes().Observe<MessageEdited>((_, _) =>
            {
                seen.Enqueue("never ends");
                return Task.Delay(Timeout.Infinite);
            }),
            Configure))
        {
            Edit(server, server.Say("hello"));
            await Eventually.True(() => !seen.IsEmpty, $"it is at work\n{bot.Log}");
            Assert.Equal(1, bot.Bot.Status.UnfinishedEvents);
        }

        await using RunningBot later = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Observe<MessageEdited>(_ => seen.Enqueue("again")), Configure);
        await Eventually.True(() => seen.Count == 2, $"told again\n{later.Log}");
        await later.IdleAsync();
        Assert.Equal(["never ends", "again"], seen);
    }

    [Fact]
    public async Task One_that_fails_is_tried_again_then_logged_and_the_others_are_told_all_the_same()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes()
            .Observe<MessageEdited>(_ => throw new TimeoutException("no"))
            .Observe<MessageEdited>(_ => seen.Enqueue("the other"));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.MaxAttempts = 2);

        Edit(server, server.Say("hello"));
        await Eventually.True(() => !seen.IsEmpty, $"the other one\n{bot.Log}");
        await bot.IdleAsync();

        Assert.True(bot.Log.Has("after 2 attempts"));
        Assert.Empty(bot.Bot.DeadLetters.List());
    }

    [Fact]
    public async Task It_sends_with_a_key_and_not_without()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        Exception? refused = null;
        ScriptedRoutes routes = new ScriptedRoutes().Observe<MessageEdited>(async (edited, services) =>
        {
            IBot bot = services.GetRequiredService<IBot>();
            refused ??= await Record.ExceptionAsync(() => bot.SendAsync("without", Target.Parse("channel:general")));
            await bot.SendAsync("with", Target.Parse("channel:general"), $"edited-{edited.MessageId}");
        });
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        string message = server.Say("hello");
        Edit(server, message);
        Edit(server, message);
        await Eventually.True(() => server.CountRequests("POST", "/api/channels/chn_general/messages") == 2, $"both\n{bot.Log}");
        await bot.IdleAsync();

        Assert.IsType<InvalidOperationException>(refused);
        Assert.Contains("idempotencyKey", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["with"], server.PostedBodies);
    }

    [Fact]
    public async Task What_the_bot_does_itself_is_not_observed()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(message => "answer")
            .Observe<MessagePosted>(posted => seen.Enqueue($"posted by {posted.AuthorId}"))
            .Observe<TypingStarted>(typing => seen.Enqueue($"{typing.UserId} types"));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        Type(server, ScriptedServer.BotId);
        Type(server, "usr_bob");
        await Eventually.True(() => !seen.IsEmpty, $"bob types\n{bot.Log}");
        server.Say("hello");
        await Eventually.True(() => bot.Log.Has("own message"), $"the echo\n{bot.Log}");
        server.Say("last", author: "usr_bob");
        await Eventually.True(() => seen.Contains("posted by usr_bob"), $"the last\n{bot.Log}");

        Assert.Equal(["usr_bob types", "posted by usr_alice", "posted by usr_bob"], seen);
    }

    [Fact]
    public async Task What_the_server_does_not_keep_is_bounded_the_oldest_is_dropped_and_the_reader_goes_on()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var go = new TaskCompletionSource();
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(_ => "answer").Observe<TypingStarted>(async (typing, _) =>
        {
            seen.Enqueue(typing.UserId.Value);
            await go.Task;
        });
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        Type(server, "usr_first");
        await Eventually.True(() => seen.Count == 1, $"the first\n{bot.Log}");
        for (int i = 0; i < Observers.MostWaiting + 10; i++)
        {
            Type(server, $"usr_{i}");
        }

        server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 1, $"the reader goes on\n{bot.Log}");
        Assert.Equal(10, bot.Bot.Status.DroppedEphemeralEvents);
        go.SetResult();
        await Eventually.True(() => seen.Count == Observers.MostWaiting + 1, $"those that waited\n{bot.Log}");
        Assert.DoesNotContain("usr_9", seen);
        Assert.Contains("usr_10", seen);
    }

    [Fact]
    public async Task The_connection_is_observed_too()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Observe<ConnectionStatus>(status => seen.Enqueue($"{status.State}")));

        await Eventually.True(() => seen.Contains("Live"), $"live\n{bot.Log}");
        server.Socket.Drop();
        await Eventually.True(() => seen.Contains("Recovering"), $"recovering\n{bot.Log}");
    }
}
