using System.Text.Json.Nodes;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Menu;

public sealed class MenuUpdateTests
{
    private const string All = "/api/workspaces/wsp_1/bot-commands";
    private const string Own = "/api/bots/self/commands";

    private static ScriptedRoutes Routes => new ScriptedRoutes()
        .Command("roll", _ => "4").Describe("/roll [sides]", "Rolls dice.")
        .Command("secret", _ => null).Describe("/secret", "Not this account's.").OfAccount("other");

    [Fact]
    public async Task A_bot_writes_its_commands_once_it_is_live_and_never_again_while_they_stay_the_same()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, Routes))
        {
            await bot.LogsAsync("the command menu is up to date now: 1 entry");
        }

        JsonNode entry = Assert.Single(server.Menus[ScriptedServer.BotId])!;
        Assert.Equal(("/roll", "Rolls dice.", "[sides]"), ((string?)entry["command"], (string?)entry["description"], (string?)entry["args_hint"]));

        await using (RunningBot again = await RunningBot.StartLiveAsync(server, Routes))
        {
            await Eventually.True(() => server.CountRequests("GET", All) == 2, "the menu is compared");
            server.Say("/roll");
            await Eventually.True(() => server.Posted.Count == 1, "an answer");
        }

        Assert.Equal(1, server.CountRequests("PUT", Own));
    }

    [Fact]
    public async Task A_menu_that_says_something_else_is_replaced()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Menus[ScriptedServer.BotId] = [Entry("/roll", "Rolls dies.", "[sides]")];
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        await bot.LogsAsync("the command menu is up to date now");
        Assert.Equal("Rolls dice.", (string?)server.Menus[ScriptedServer.BotId][0]!["description"]);
    }

    [Fact]
    public async Task A_bot_is_live_before_its_menu_is()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("GET", All, _ => Answer.Silence());
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        await Eventually.True(() => server.CountRequests("GET", All) == 1, "the question that is not answered");
        server.Say("/roll");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(0, server.CountRequests("PUT", Own));
    }

    [Theory]
    [InlineData(403, "bot token is missing scope commands:write", "the token lacks the scope commands:write")]
    [InlineData(403, "moderation restriction", "the command menu stays as it is: ")]
    [InlineData(404, "route not found", "the server has no command menus")]
    public async Task A_refusal_is_one_line_and_the_bot_goes_on(int status, string error, string line)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Script("PUT", Own, _ => Answer.Error(status, error));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        await bot.LogsAsync(line);
        server.Say("/roll");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(1, bot.Log.Count("command menu"));
    }

    [Fact]
    public async Task A_fault_of_the_server_passes()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.ScriptOnce("PUT", Own, Answer.Error(503, "later"));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        await bot.LogsAsync("the command menu is up to date now");
        Assert.Single(server.Menus[ScriptedServer.BotId]);
    }

    [Fact]
    public async Task A_bot_without_commands_leaves_a_menu_alone_and_asks_for_none()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Menus[ScriptedServer.BotId] = [Entry("/mine", "By hand.")];
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));

        server.Say("hi");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal((0, 0), (server.CountRequests("GET", All), server.CountRequests("PUT", Own)));
    }

    [Fact]
    public async Task A_menu_can_be_left_to_somebody_else()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes, options => options.Menu = false);

        server.Say("/roll");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal((0, 0), (server.CountRequests("GET", All), server.CountRequests("PUT", Own)));
    }

    [Fact]
    public async Task A_command_that_another_bot_has_too_is_named()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Menus["usr_rover"] = [Entry("/fetch", "Fetches."), Entry("/roll", "Rolls over.")];
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        await bot.LogsAsync("the command menu is up to date now");
        Assert.Equal(
            ["other bots of the workspace have commands of the same name: /roll (@rover); whoever means one of them has to name it, as in /name@bot"],
            bot.Log.Complaints);
    }

    [Fact]
    public async Task What_does_not_fit_a_menu_is_counted()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var routes = new ScriptedRoutes();
        foreach (int i in Enumerable.Range(0, 101))
        {
            routes.Command($"c{i}", _ => null);
        }

        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        await bot.LogsAsync("there are 101 commands, and a command menu holds 100");
        await bot.LogsAsync("up to date now: 100 entries");
    }

    private static JsonObject Entry(string command, string description, string hint = "") =>
        new() { ["command"] = command, ["description"] = description, ["args_hint"] = hint };
}
