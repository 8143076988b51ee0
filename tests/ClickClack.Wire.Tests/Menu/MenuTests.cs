using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Menu;

public sealed class MenuTests
{
    [Fact]
    public async Task People_find_the_bots_commands_in_the_servers_menu()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync();
        await bot.LogsAsync("the command menu is up to date now");

        JsonNode? entry = Assert.Single(await MenuAsync(scene), entry => (string?)entry!["command"] == "/work");
        Assert.Equal("Works, and shows it", (string?)entry!["description"]);

        await bot.StopAsync();
        int written = Writes(scene);
        RunningBot again = await scene.StartLiveBotAsync();
        await Eventually.TrueAsync(() => Asked(scene) == 2, "the menu is compared", again.Log.ToString);
        await scene.WorksAsync();
        Assert.Equal(written, Writes(scene));
    }

    [Fact]
    public async Task Help_is_written_where_the_bot_is_addressed()
    {
        await using Scene scene = await Scene.StartAsync();
        await scene.StartLiveBotAsync();

        LocalMessage asked = await scene.Olivia.SayAsync(scene.Random, "@echo /help");
        LocalMessage answer = await scene.AnswerAsync(scene.Random, asked);

        Assert.Contains("- `/work`: Works, and shows it\n", answer.Body, StringComparison.Ordinal);
    }

    private static int Writes(Scene scene) => scene.Proxy.Requests.Count(request => request == "PUT /api/bots/self/commands");

    private static int Asked(Scene scene) => scene.Proxy.Requests.Count(request => request.EndsWith("/bot-commands", StringComparison.Ordinal));

    private static async Task<JsonArray> MenuAsync(Scene scene)
    {
        string workspace = (string)(await scene.AskAsync(scene.Olivia.Token, HttpMethod.Get, "/api/workspaces"))["workspaces"]![0]!["id"]!;
        return (await scene.AskAsync(scene.Olivia.Token, HttpMethod.Get, $"/api/workspaces/{workspace}/bot-commands"))["bot_commands"]!.AsArray();
    }
}
