using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.Framework.Tests.Menu;

public sealed class HelpTests
{
    private const string List =
        "- `/deploy <stage> [-n|--dry-run]`: Deploys a service.\n- `/roll [sides]`: Rolls \\*dice\\* for @\u200Beverybody\n\n`/help <command>` says more about one.";

    private static readonly RoutePlace Anywhere = new(Places.Anywhere);

    private static ScriptedRoutes Routes => new ScriptedRoutes()
        .Command("roll", _ => "4").At(Anywhere).Describe("/roll [sides]", "Rolls *dice* for @everybody")
        .Command("deploy", _ => "done").At(Anywhere).Describe(
            "/deploy <stage> [-n|--dry-run]",
            "Deploys a service.",
            new ParameterDescription("stage", "one of staging, production") { Description = "Where to" },
            new ParameterDescription("dryRun") { Option = "dry-run", Letter = 'n', IsSwitch = true, IsOptional = true },
            new ParameterDescription("tags") { Option = "tag", IsList = true, IsOptional = true, Description = "What to call it" })
        .Command("drop", _ => null).At(new RoutePlace(Places.Channel, Name: "ops")).Describe("/drop", "Only in #ops.")
        .Command("own", _ => null).At(Anywhere).With(new RouteGuards { AllowFrom = ["@bob"] })
        .Command("other", _ => null).At(Anywhere).OfAccount("other");

    [Fact]
    public async Task Direct_messages_and_those_that_address_the_bot_are_answered_with_what_works_there()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        server.Say("/help", dm: "dm_alice");
        await AnswersAsync(server, 1);
        server.Say("@echo /help");
        await AnswersAsync(server, 2);
        server.Say("/HELP@echo");
        await AnswersAsync(server, 3);

        Assert.Equal([List, List, List], server.PostedBodies);
    }

    [Fact]
    public async Task A_plain_one_in_a_channel_may_be_meant_for_any_bot()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        server.Say("/help");
        server.Say("/help@rover");
        server.Say("/roll");
        await AnswersAsync(server, 1);

        Assert.Equal(["4"], server.PostedBodies);
    }

    [Fact]
    public async Task What_is_asked_about_is_explained()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        server.Say("/help DEPLOY", dm: "dm_alice");
        await AnswersAsync(server, 1);
        server.Say("@echo /help /deplyo");
        await AnswersAsync(server, 2);
        server.Say("/help own", dm: "dm_alice");
        await AnswersAsync(server, 3);

        Assert.Equal(
            [
                """
                `/deploy <stage> [-n|--dry-run]`: Deploys a service.
                - `stage`: Where to (one of staging, production)
                - `-n|--dry-run` (optional)
                - `--tag <tags>`: What to call it (may be several; optional)
                """,
                "There is no command `deplyo` here; did you mean `deploy`? `/help` lists what there is.",
                "There is no command `own` here. `/help` lists what there is.",
            ],
            server.PostedBodies);
    }

    [Fact]
    public async Task Commands_of_a_place_and_of_a_person_are_listed_there_and_to_them()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes);

        server.Say("@echo /help", channel: "chn_ops", author: "usr_bob");
        await AnswersAsync(server, 1);

        Assert.Contains("- `/drop`: Only in \\#ops.\n- `/own`\n", server.PostedBodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_command_listens_there_is_none()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        ScriptedRoutes routes = new ScriptedRoutes().Command("drop", _ => null).At(new RoutePlace(Places.Channel, Name: "ops"));
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes);

        server.Say("/help", dm: "dm_alice");
        await AnswersAsync(server, 1);

        Assert.Equal(["There are no commands here."], server.PostedBodies);
    }

    [Fact]
    public async Task Somebody_elses_help_wins()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes.Command("help", _ => "my own"));

        server.Say("/help", dm: "dm_alice");
        await AnswersAsync(server, 1);

        Assert.Equal(["my own"], server.PostedBodies);
        Assert.DoesNotContain(HelpRoutes.Description, bot.Services.GetRequiredService<ClickClackRoutes>().Describe());
    }

    [Fact]
    public async Task It_can_be_left_out()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, Routes, options => options.Help = false);

        server.Say("/help", dm: "dm_alice");
        server.Say("/roll", dm: "dm_alice");
        await AnswersAsync(server, 1);

        Assert.Equal(["4"], server.PostedBodies);
    }

    [Fact]
    public async Task A_bot_without_commands_neither_answers_nor_fetches_it()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new ScriptedRoutes().Thread(message => message.Text));

        string asked = server.Say("/help", dm: "dm_alice");
        string mentioned = server.Say("@echo /help", channel: "chn_ops");
        server.Say("hi", thread: server.Say("a root"));
        await AnswersAsync(server, 1);

        Assert.Equal(["hi"], server.PostedBodies);
        Assert.Equal((0, 0), (server.CountRequests("GET", $"/api/messages/{asked}"), server.CountRequests("GET", $"/api/messages/{mentioned}")));
    }

    [Fact]
    public void It_is_a_route_that_can_be_explained()
    {
        var routes = new ClickClackRoutes(Routes);

        Assert.Same(HelpRoutes.Description, routes.Describe()[^1]);
        Assert.Same(HelpRoutes.Description, routes.Explain(Message.Of("/help", dm: true), botHandle: "echo").Winner);
        Assert.Null(routes.Explain(Message.Of("/help@echo"), botHandle: "echo").Refusal);
        Assert.Equal("[RequireMention]: the bot is not mentioned", routes.Explain(Message.Of("/help"), botHandle: "echo").Refusal);
    }

    [Fact]
    public void It_stays_within_what_anybody_reads()
    {
        RouteDescription[] many = [.. Enumerable.Range(0, 1000).Select(i => new RouteDescription($"/c{i}", "Tests.Handler.Handle", false)
        {
            Kind = RouteKind.Command,
            Commands = [$"c{i}"],
            Command = new CommandDescription($"c{i}", $"/c{i} `x`", new string('d', 500)),
        })];

        string list = HelpText.List(many);

        Assert.InRange(list.Length, 7_000, 8_200);
        Assert.StartsWith("- `/c0 'x'`: ", list, StringComparison.Ordinal);
        Assert.Equal(1000, list.Split('\n').Count(line => line.StartsWith("- `", StringComparison.Ordinal))
            + int.Parse(list.Split("- … and ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Task AnswersAsync(ScriptedServer server, int count) => Eventually.True(() => server.Posted.Count == count, $"{count} answers");
}
