using System.Globalization;
using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Network;

/// <summary>Connections that break, wherever they can: each message is answered once and in order all the same.</summary>
public sealed class BrokenConnectionTests
{
    private const string Socket = "GET /api/realtime/ws";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task A_socket_cut_in_the_middle_of_a_frame_loses_and_doubles_nothing(int bytes)
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.CutAfter(bytes, Socket);
        await scene.WorksAsync();

        Assert.Equal(2, bot.Script.Ran.Count);
        await Eventually.TrueAsync(() => scene.Proxy.CountRequests(Socket) == 2, "a second socket");
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Theory]
    [InlineData("GET /api/messages/", 0)]
    [InlineData("GET /api/messages/", 10)]
    [InlineData("GET /api/messages/", 400)]
    [InlineData("GET /api/realtime/events", 30)]
    [InlineData("GET /api/realtime/events", 250)]
    [InlineData("GET /api/realtime/ws", 0)]
    [InlineData("GET /api/realtime/ws", 40)]
    public async Task An_answer_cut_anywhere_is_asked_for_again(string request, int bytes)
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.CutResponses(request, bytes, count: 2);
        scene.Proxy.Cut(reset: true, Socket);
        await scene.WorksAsync();

        Assert.False(bot.HasEnded);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Theory]
    [InlineData("GET /api/me", 0)]
    [InlineData("GET /api/me", 200)]
    [InlineData("GET /api/workspaces", 120)]
    [InlineData("GET /api/realtime/events", 0)]
    [InlineData("GET /api/realtime/ws", 12)]
    public async Task A_login_cut_anywhere_is_gone_through_again(string request, int bytes)
    {
        await using Scene scene = await Scene.StartAsync();
        scene.Proxy.CutResponses(request, bytes, count: 2);
        await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_connection_ended_by_a_reset_or_in_good_order_is_made_again(bool reset)
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        for (int n = 0; n < 3; n++)
        {
            await scene.WorksAsync();
            scene.Proxy.Cut(reset);
        }

        await scene.WorksAsync();
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task A_half_closed_socket_is_given_up_and_made_again()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.HalfClose(Socket);
        await bot.LogsAsync("live again");
        await scene.WorksAsync();

        Assert.Equal(1, scene.Proxy.CountOpen(Socket));
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task Half_closed_connections_for_requests_are_replaced()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        scene.Proxy.HalfClose("GET /api/messages/");
        scene.Proxy.HalfClose("POST /api/channels/");
        await scene.WorksAsync();

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task Nobody_listens_for_a_while()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        await scene.Proxy.RefuseAsync();
        scene.Proxy.Cut(reset: true);
        await bot.LogsAsync("the server does not answer and is asked again");
        LocalMessage meanwhile = await scene.Olivia.SayAsync(scene.General, "meanwhile");
        scene.Proxy.Accept();

        await scene.AnswerAsync(scene.General, meanwhile);
        await bot.LogsAsync("the server answers again");
        await scene.WorksAsync();
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task An_idle_connection_that_something_in_between_cuts_is_made_again_before_anything_is_said()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        for (int n = 1; n <= 3; n++)
        {
            scene.Proxy.Cut(reset: n % 2 == 0);
            await bot.LogsAsync("live again", n);
        }

        await scene.WorksAsync();
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.Equal(1, scene.Proxy.CountOpen(Socket));
    }

    [Fact]
    public async Task However_often_it_reconnects_each_message_is_answered_once_and_in_order_and_no_connection_is_left_over()
    {
        const int Times = 25;
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        for (int n = 0; n < Times; n++)
        {
            Task one = scene.Olivia.SayAsync(scene.General, n.ToString(CultureInfo.InvariantCulture));
            scene.Proxy.Cut(reset: n % 2 == 0, n % 4 < 2 ? Socket : "");
            await one;
            await scene.Olivia.SayAsync(scene.General, $"{n}b");
            await scene.AnsweredAsync(scene.General, (2 * n) + 1);
            Assert.InRange(scene.Proxy.CountOpen(Socket), 0, 2);
        }

        await scene.AnsweredAsync(scene.General, 2 * Times);
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        await Eventually.TrueAsync(() => scene.Proxy.CountOpen(Socket) == 1, "one socket");
        Assert.InRange(scene.Proxy.OpenConnections, 1, 8);
        Assert.InRange(scene.Proxy.MostOpenConnections, 1, 16);

        await bot.StopAsync();
        await Eventually.TrueAsync(() => scene.Proxy.CountOpen(Socket) == 0, "no socket");
    }

    [Fact]
    public async Task A_server_killed_and_started_again_on_its_data_loses_and_doubles_nothing()
    {
        await using Scene scene = await Scene.StartAsync(keepsData: true);
        RunningBot bot = await scene.StartLiveBotAsync();
        int said = 0;
        for (int n = 0; n < 3; n++)
        {
            for (int m = 0; m < 10; m++, said++)
            {
                await scene.Olivia.SayAsync(scene.General, $"{said}");
            }

            await scene.AnsweredAsync(scene.General, said - 7);
            await scene.KillServerAsync();
            await scene.StartServerAgainAsync();
        }

        await scene.AnsweredAsync(scene.General, said);
        await scene.WorksAsync();
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
        Assert.False(bot.HasEnded);
    }

    [Fact]
    public async Task A_server_away_while_the_bot_starts_is_waited_for()
    {
        await using Scene scene = await Scene.StartAsync(keepsData: true);
        await scene.KillServerAsync();
        RunningBot bot = await scene.StartBotAsync();
        await bot.LogsAsync("the server does not answer and is asked again");
        await scene.StartServerAgainAsync();
        await bot.LiveAsync();
        await scene.WorksAsync();

        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }

    [Fact]
    public async Task Pages_of_something_in_between_are_waited_out_and_held_against_no_message()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await scene.WorksAsync();
        foreach (string request in (string[])["GET /api/messages/", "POST /api/channels/", "GET /api/realtime/events", Socket])
        {
            scene.Proxy.AnswerInstead(request, HttpText.Html(502));
            scene.Proxy.AnswerInstead(request, HttpText.Html(200));
            scene.Proxy.AnswerInstead(request, HttpText.Html(302, "Location: https://login.example.com/\r\n"));
        }

        scene.Proxy.Cut(reset: true, Socket);
        await scene.WorksAsync();
        Assert.Equal(2, bot.Script.Ran.Count);
        Assert.DoesNotContain(bot.Log.All, line => line.Text.Contains("dead letters", StringComparison.Ordinal));
        await scene.EachAnsweredOnceInOrderAsync(scene.General);
    }
}
