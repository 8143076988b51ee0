using System.Globalization;
using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Network;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Security;

/// <summary>The token is told to nobody but the server, whatever goes wrong and whoever listens.</summary>
public sealed class SecrecyTests
{
    [Fact]
    public async Task No_line_of_any_log_no_activity_no_event_no_exception_and_no_file_holds_the_token()
    {
        using var telemetry = new Telemetry();
        await using Scene scene = await Scene.StartAsync();
        string token = scene.Echo.Token;
        var runs = new List<RunningBot>();

        // A life: login, messages, a handler that fails, everything the server and what is in between can refuse, with the token in it.
        var script = new Script
        {
            Before = static (message, _) => message.Text == "fail" ? throw new InvalidOperationException("a handler's own failure") : Task.CompletedTask,
        };
        RunningBot bot = await scene.StartLiveBotAsync(script: script);
        runs.Add(bot);
        await scene.WorksAsync();
        await scene.Olivia.SayAsync(scene.General, "fail");
        await bot.LogsAsync("is in the dead letters");
        foreach (int status in (int[])[400, 401, 403, 404, 409, 413, 429, 500, 503])
        {
            scene.Proxy.AnswerInstead("POST /api/channels/", HttpText.Error(status, $"refused: Authorization: Bearer {token}"));
            scene.Proxy.AnswerInstead("GET /api/messages/", HttpText.Error(status, $"refused: Authorization: Bearer {token}"));
            await scene.Olivia.SayAsync(scene.General, $"after {status}");
        }

        scene.Proxy.AnswerInstead("GET /api/realtime/ws", HttpText.Error(403, $"refused: {token}"));
        scene.Proxy.AnswerInstead("GET /api/realtime/ws", HttpText.Html(302, $"Location: /login?token={token}\r\n"));
        scene.Proxy.AnswerInstead("GET /api/realtime/events", HttpText.Html(302, $"Location: /login?token={token}\r\n"));
        scene.Proxy.AnswerInstead("GET /api/realtime/events", $"HTTP/1.1 200 {token}\r\n{token}: {token}\r\nContent-Length: {token}\r\n\r\n{token}");
        scene.Proxy.AnswerInstead("GET /api/realtime/events", HttpText.Json(new JsonObject { [token] = token, ["events"] = token }));
        scene.Proxy.Cut(reset: true);
        await Eventually.TrueAsync(() => bot.HasEnded || bot.Log.Has("live again"), "the end, or a new beginning", bot.Log.ToString);
        await bot.StopAsync();

        // A token that is refused, one that was revoked, an address where nobody listens, one of something else, one that redirects.
        foreach (string answer in (string[])
            [
                HttpText.Error(401, $"no such token {token}"),
                HttpText.Error(401, "sql: no rows in result set"),
                HttpText.Error(403, $"bot token {token} is missing"),
                HttpText.Error(403, $"bot token is missing scope {token}"),
                HttpText.Html(200, $"Set-Cookie: {token}\r\n"),
                HttpText.Html(302, $"Location: /login?token={token}\r\n"),
                HttpText.Json(new JsonObject { ["user"] = token }),
                HttpText.Json(new JsonObject { ["user"] = new JsonObject { ["id"] = token, ["kind"] = token } }),
            ])
        {
            scene.Proxy.AnswerInstead("GET /api/me", answer, count: 3);
            RunningBot refused = await scene.StartBotAsync();
            runs.Add(refused);
            await Eventually.TrueAsync(() => refused.Log.Complaints.Count > 0, "a complaint", refused.Log.ToString);
            await refused.StopAsync();
            scene.Proxy.ForgetRules();
        }

        scene.Proxy.AnswerInstead(
            "GET /api/workspaces",
            HttpText.Json(new JsonObject { ["workspaces"] = new JsonArray(new JsonObject { ["id"] = $"wsp_{token}", ["slug"] = token, ["name"] = token }) }));
        RunningBot nowhere = await scene.StartBotAsync(configure: options => options.Workspace = "elsewhere");
        runs.Add(nowhere);
        await nowhere.EndsAsync();
        await scene.Proxy.RefuseAsync();
        RunningBot alone = await scene.StartBotAsync();
        runs.Add(alone);
        await alone.LogsAsync("the server does not answer");
        await alone.StopAsync();

        Assert.All(runs, run => Assert.NotEmpty(run.Log.All));
        Assert.All(runs.SelectMany(run => run.Log.All), line => NoToken(line.ToString()));
        Assert.Contains(telemetry.Heard, line => line.StartsWith("System.Net.Http/", StringComparison.Ordinal));
        Assert.Contains(telemetry.Heard, line => line.StartsWith("System.Net.Sockets/", StringComparison.Ordinal));
        Assert.All(telemetry.Heard, NoToken);
        Assert.NotEmpty(scene.StateFiles);
        Assert.All(scene.StateFiles, file => NoToken(File.ReadAllText(file)));

        void NoToken(string text)
        {
            // Half of it would be too much.
            Assert.DoesNotContain(token[(token.Length / 2)..], text, StringComparison.Ordinal);
            Assert.DoesNotContain(token["ccb_".Length..(token.Length / 2)], text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_token_travels_in_one_header_and_in_no_address()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();
        await scene.WorksAsync();

        Assert.DoesNotContain(scene.Proxy.Requests, line => line.Contains("ccb_", StringComparison.Ordinal));
        Assert.All(
            scene.Proxy.Headers.Where(line => line.Contains(scene.Echo.Token, StringComparison.Ordinal)),
            line => Assert.StartsWith("Authorization: Bearer ", line, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_people_say_is_in_no_line_of_any_log()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "a very private matter");
        await scene.AnswerAsync(scene.General, asked);
        await bot.StopAsync();

        Assert.All(bot.Log.All, line => Assert.DoesNotContain("private matter", line.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 {0}\r\n\r\n")]
    [InlineData("{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n")]
    public async Task An_answer_that_is_no_HTTP_and_quotes_the_token_leaves_it_in_no_line_of_the_log(string answer)
    {
        await using Scene scene = await Scene.StartAsync();
        scene.Proxy.AnswerInstead("GET /api/me", string.Format(CultureInfo.InvariantCulture, answer, scene.Echo.Token), thenCut: true);
        scene.Proxy.AnswerInstead("GET /api/realtime/ws", string.Format(CultureInfo.InvariantCulture, answer, scene.Echo.Token), thenCut: true);
        RunningBot bot = await scene.StartLiveBotAsync();

        Assert.NotEmpty(bot.Log.Complaints);
        Assert.All(bot.Log.All, line => Assert.DoesNotContain(scene.Echo.Token["ccb_".Length..], line.ToString(), StringComparison.Ordinal));
    }
}
