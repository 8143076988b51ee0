using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Network;

/// <summary>Connections that are slow, or say nothing at all.</summary>
public sealed class SlowConnectionTests
{
    private const string Socket = "GET /api/realtime/ws";

    [Fact]
    public async Task A_handshake_without_an_answer_is_given_up_after_half_a_minute_and_no_sooner()
    {
        var time = new ManualTime();
        await using Scene scene = await Scene.StartAsync();
        scene.Proxy.AnswerInstead(Socket, "");
        RunningBot bot = await scene.StartBotAsync(time: time);
        await Eventually.TrueAsync(() => scene.Proxy.CountRequests(Socket) == 1, "a handshake");
        await Eventually.TrueAsync(() => time.Next == TimeSpan.FromSeconds(30), "its limit");

        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Equal(1, scene.Proxy.CountOpen(Socket));
        Assert.False(bot.Log.Has("reconnecting"));
        time.Advance(TimeSpan.FromSeconds(0.1));
        await bot.LogsAsync("no answer to the handshake within 30 s");
        await Eventually.TrueAsync(() => scene.Proxy.CountOpen(Socket) == 0, "the connection is given up");
        Assert.False(bot.Log.Has("live: "));

        await time.AdvanceUntilAsync(() => bot.Log.Has("live: "), "live");
        await scene.WorksAsync();
    }

    [Theory]
    [InlineData("GET /api/me")]
    [InlineData("GET /api/realtime/events")]
    public async Task A_question_without_an_answer_is_given_up_after_half_a_minute_and_asked_again(string question)
    {
        var time = new ManualTime();
        await using Scene scene = await Scene.StartAsync();
        scene.Proxy.AnswerInstead(question, "");
        RunningBot bot = await scene.StartBotAsync(time: time);
        await Eventually.TrueAsync(() => scene.Proxy.CountRequests(question) == 1 && time.Next == TimeSpan.FromSeconds(30), "a question with a limit");

        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Empty(bot.Log.Complaints);
        time.Advance(TimeSpan.FromSeconds(0.1));
        await bot.LogsAsync("no answer within 30 s");

        await time.AdvanceUntilAsync(() => bot.Log.Has("live: "), "live");
        Assert.Equal(2, scene.Proxy.CountRequests(question));
    }

    [Fact]
    public async Task An_answer_whose_headers_come_and_whose_body_never_does_is_given_up_too()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.AnswerInstead(
            "GET /api/messages/", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{\"message\":{\"id\"");
        await scene.WorksAsync();

        Assert.Equal(2, bot.Script.Ran.Count);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task Every_connection_goes_silent_and_each_message_is_answered_once_when_the_world_is_back()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.IsSilent = true;
        for (int n = 0; n < 5; n++)
        {
            await scene.Olivia.SayAsync(scene.General, $"{n}");
        }

        // The silence is probed, and the probe is not answered either.
        await bot.LogsAsync("the server does not answer and is asked again");
        scene.Proxy.IsSilent = false;
        await scene.AnsweredAsync(scene.General, 6);

        // The lost socket may be found out later than its messages: what comes next comes by whatever stands then.
        await scene.WorksAsync();
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.Equal(7, bot.Script.Ran.Count);
    }

    [Fact]
    public async Task A_socket_that_went_silent_is_found_out_and_made_again()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.IsSilent = true;
        await scene.Olivia.SayAsync(scene.General, "into the void");
        await Eventually.TrueAsync(() => scene.Proxy.LostConnections > 0, "the event is swallowed");
        scene.Proxy.IsSilent = false;

        await scene.AnsweredAsync(scene.General, 2);
        Assert.True(bot.Log.Has("went silent while the server had news"));
        await scene.WorksAsync();
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task Messages_of_almost_a_megabyte_over_a_slow_connection_are_answered_whole()
    {
        await using Scene scene = await Scene.StartAsync(time: TimeProvider.System);
        await scene.StartLiveBotAsync();
        scene.Proxy.BytesPerSecond = 1_500_000;
        string text = new('x', 1_000_000);
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, text);
        LocalMessage after = await scene.Olivia.SayAsync(scene.General, "short");

        Assert.Equal($"echo: {text}", (await scene.AnswerAsync(scene.General, asked)).Body);
        await scene.AnswerAsync(scene.General, after);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task On_a_connection_with_a_long_delay_everything_comes_later_and_in_order()
    {
        await using Scene scene = await Scene.StartAsync(time: TimeProvider.System);
        scene.Proxy.Delay = TimeSpan.FromMilliseconds(40);
        await scene.StartLiveBotAsync();
        for (int n = 0; n < 5; n++)
        {
            await scene.Olivia.SayAsync(scene.General, $"{n}");
        }

        await scene.AnsweredAsync(scene.General, 5);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_stop_is_not_held_up_by_connections_that_say_nothing()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.IsSilent = true;
        await scene.Olivia.SayAsync(scene.General, "into the void");
        await bot.StopAsync();

        await Eventually.TrueAsync(() => scene.Proxy.LostConnections == 0 && scene.Proxy.CountOpen(Socket) == 0, "nothing waits for an answer");
        scene.Proxy.IsSilent = false;
        await scene.StartBotAsync();
        await scene.AnsweredAsync(scene.General, 2);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Theory]
    [InlineData("GET /api/me")]
    [InlineData("GET /api/realtime/events")]
    [InlineData("GET /api/messages/")]
    [InlineData("POST /api/channels/")]
    public async Task A_refusal_whose_words_break_off_is_still_a_refusal_that_passes(string request)
    {
        await using Scene scene = await Scene.StartAsync();
        scene.Proxy.AnswerInstead(
            request, "HTTP/1.1 503 X\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{\"error\":\"dat", thenCut: true);
        RunningBot bot = await scene.StartBotAsync();
        await Eventually.TrueAsync(() => bot.HasEnded || bot.Log.Has("live: "), "live", bot.Log.ToString);
        Assert.False(bot.HasEnded, bot.Log.ToString());
        await scene.WorksAsync();

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }
}
