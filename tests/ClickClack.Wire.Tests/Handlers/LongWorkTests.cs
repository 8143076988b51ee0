using System.Net.WebSockets;
using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Handlers;

/// <summary>What people see of work that takes its time, or fails.</summary>
public sealed class LongWorkTests
{
    [Fact]
    public async Task People_see_what_a_handler_does_until_it_has_answered()
    {
        await using Scene scene = await Scene.StartAsync();
        var goOn = new TaskCompletionSource();
        RunningBot bot = await scene.StartLiveBotAsync();
        bot.Script.Before = (_, _) => goOn.Task;
        using ClientWebSocket olivia = await ListenAsync(scene);

        await scene.Olivia.SayAsync(scene.General, "/work");
        JsonObject shown = await ProgressAsync(olivia);
        goOn.SetResult();
        JsonObject cleared = await ProgressAsync(olivia);

        Assert.Equal("at work", (string?)shown["payload"]!["line"]!["text"]);
        Assert.Equal(scene.Echo.Id, (string?)shown["payload"]!["user_id"]);
        Assert.Equal(scene.General.Id, (string?)shown["channel_id"]);
        Assert.Equal("clear", (string?)cleared["payload"]!["op"]);
        Assert.Equal((string?)shown["payload"]!["turn_id"], (string?)cleared["payload"]!["turn_id"]);
        await Eventually.TrueAsync(async () => (await scene.AnswersAsync(scene.General)).Any(answer => answer.Body == "worked"), "the answer");
    }

    [Fact]
    public async Task Who_waits_for_work_that_fails_hears_the_error_handlers_word_and_no_other()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync(configure: options => options.MaxAttempts = 1);
        bot.Script.Before = (_, _) => throw new TimeoutException("a secret");

        LocalMessage asked = await scene.Olivia.SayAsync(scene.General, "/work");
        LocalMessage answer = await scene.AnswerAsync(scene.General, asked);

        Assert.Equal($"{scene.Olivia.DisplayName}, that took too long", answer.Body);
    }

    private static async Task<ClientWebSocket> ListenAsync(Scene scene)
    {
        JsonNode workspaces = await scene.AskAsync(scene.Olivia.Token, HttpMethod.Get, "api/workspaces");
        string workspace = (string)workspaces["workspaces"]![0]!["id"]!;
        JsonNode log = await scene.AskAsync(scene.Olivia.Token, HttpMethod.Get, $"api/realtime/events?workspace_id={workspace}&after_cursor=&limit=1&include_tail=true");
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {scene.Olivia.Token}");
        await socket.ConnectAsync(
            new UriBuilder(new Uri(scene.Server.BaseUrl, "api/realtime/ws")) { Scheme = "ws", Query = $"workspace_id={workspace}&after_cursor={log["tail_cursor"]}" }.Uri,
            TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<JsonObject> ProgressAsync(ClientWebSocket socket)
    {
        byte[] buffer = new byte[64 * 1024];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), TestContext.Current.CancellationToken);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            JsonObject frame = JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
            if ((string?)frame["type"] == "agent.progress")
            {
                return frame;
            }
        }
    }
}
