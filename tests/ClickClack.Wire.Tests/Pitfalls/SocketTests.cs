using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Network;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Pitfalls;

/// <summary>What a realtime socket of the server does, and does not do, and how a bot lives with it.</summary>
public sealed class SocketTests
{
    private const string Socket = "GET /api/realtime/ws";

    [Fact]
    public async Task A_socket_on_which_the_server_never_pings_nor_answers_a_ping_is_kept_for_hours_and_nothing_is_sent_on_it()
    {
        var time = new ManualTime();
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync(time: time);
        await scene.WorksAsync();

        // Three hours in which nothing happens but that the bot asks for news by HTTP, now and then.
        DateTimeOffset end = time.GetUtcNow() + TimeSpan.FromHours(3);
        while (time.GetUtcNow() < end)
        {
            int asked = scene.Proxy.CountRequests("GET /api/realtime/events");
            await Idle();
            time.Advance(time.Next!.Value);
            await Eventually.TrueAsync(() => scene.Proxy.CountRequests("GET /api/realtime/events") > asked, "a question");
        }

        await Idle();
        await scene.WorksAsync();
        Assert.Equal((1, 1), (scene.Proxy.CountRequests(Socket), scene.Proxy.CountOpen(Socket)));
        Assert.Equal(0, scene.Proxy.BytesAfterRequest(Socket));
        Assert.Empty(bot.Log.Complaints);

        // What is being asked has a shorter limit than the time between two questions.
        Task Idle() => Eventually.TrueAsync(() => time.Next > TimeSpan.FromSeconds(50), "nothing is asked");
    }

    [Fact]
    public async Task A_revoked_token_leaves_the_socket_open_and_is_found_out_by_the_next_request()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        await scene.Server.Faults.RevokeTokenAsync(scene.Echo.TokenId);
        Assert.Equal(1, scene.Proxy.CountOpen(Socket));
        await scene.Olivia.SayAsync(scene.General, "anyone?");

        await bot.EndsAsync();
        Assert.Contains(bot.Log.Complaints, line => line.Text.Contains("does not accept the token", StringComparison.Ordinal));
        Assert.Single(await scene.AnswersAsync(scene.General));
    }

    [Fact]
    public async Task What_came_while_the_token_was_dead_is_answered_once_with_a_new_one()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.Server.Faults.RevokeTokenAsync(scene.Echo.TokenId);
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "anyone?");
        await bot.EndsAsync();
        await bot.StopAsync();

        string token = (string)(await scene.AskAsync(
            scene.Olivia.Token,
            HttpMethod.Post,
            $"/api/workspaces/{scene.Server.Workspace.Id}/bots/{scene.Echo.Id}/tokens",
            new { name = "second", scopes = scene.Echo.Scopes }))["bot_token"]!["token"]!;
        await scene.StartBotAsync(scene.Echo with { Token = token });

        Assert.Equal("echo: anyone?", (await scene.AnswerAsync(scene.General, asked)).Body);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_bot_that_is_removed_from_the_workspace_is_closed_and_stops_with_the_reason()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.AskAsync(
            scene.Olivia.Token, HttpMethod.Delete, $"/api/workspaces/{scene.Server.Workspace.Id}/bots/{scene.Echo.Id}/membership");

        await bot.EndsAsync();
        Assert.Contains(bot.Log.Complaints, line => line.Text.Contains("workspace access revoked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_ends_without_a_word_is_found_again_when_it_is_back()
    {
        await using Scene scene = await Scene.StartAsync(keepsData: true);
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        await scene.KillServerAsync();
        await bot.LogsAsync("reconnecting");
        await scene.StartServerAgainAsync();
        await bot.LogsAsync("live again");

        await scene.WorksAsync();
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_reader_that_the_server_calls_too_slow_is_back_at_once_and_has_missed_nothing()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        scene.Server.Faults.OverflowSockets();
        for (int n = 0; n < 5; n++)
        {
            await scene.Olivia.SayAsync(scene.General, $"{n}");
        }

        await scene.AnsweredAsync(scene.General, 5);
        await bot.LogsAsync("live again");
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_frame_almost_as_large_as_the_largest_request_and_larger_once_escaped_does_not_end_the_socket()
    {
        await using Scene scene = await Scene.StartAsync();
        LocalBot rover = await scene.Server.AddBotAsync("Rover", "rover");
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.AskAsync(
            rover.Token,
            HttpMethod.Post,
            "/api/realtime/ephemeral",
            new
            {
                workspace_id = scene.Server.Workspace.Id,
                channel_id = scene.General.Id,
                type = "agent.progress",
                payload = new { text = new string('x', 1_000_000), escaped = new string('\u0001', 6_000) },
            });

        await scene.WorksAsync();
        Assert.True(scene.Proxy.BytesToClient > 1_036_000);
        Assert.Equal(1, scene.Proxy.CountRequests(Socket));
        Assert.Empty(bot.Log.Complaints);
    }

    [Fact]
    public async Task The_bot_is_called_live_only_once_its_socket_stands()
    {
        await using Scene scene = await Scene.StartAsync();
        scene.Proxy.AnswerInstead(Socket, HttpText.Html(502), count: 2);
        RunningBot bot = await scene.StartBotAsync();
        await bot.LiveAsync();

        string[] lines = [.. bot.Log.All.Where(line => line.Category == "ClickClack").Select(line => line.Text)];
        Assert.Equal(3, scene.Proxy.CountRequests(Socket));
        Assert.True(
            Array.FindLastIndex(lines, line => line.Contains("502", StringComparison.Ordinal))
                < Array.FindIndex(lines, line => line.StartsWith("live: ", StringComparison.Ordinal)),
            string.Join('\n', lines));
    }

    [Fact]
    public async Task A_cookie_that_comes_with_an_answer_is_not_sent_back_beside_the_token()
    {
        await using Scene scene = await Scene.StartAsync();
        scene.Proxy.AnswerInstead(
            "GET /api/me",
            HttpText.Json(await scene.AskAsync(scene.Echo.Token, HttpMethod.Get, "/api/me"), headers: "Set-Cookie: session=other; Path=/\r\n"));
        await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        Assert.DoesNotContain(scene.Proxy.Headers, line => line.StartsWith("cookie:", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(scene.Proxy.Headers, line => line.StartsWith("authorization: Bearer ", StringComparison.OrdinalIgnoreCase));
    }
}
