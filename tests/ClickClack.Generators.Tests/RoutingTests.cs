using ClickClack.Dispatch;

namespace ClickClack.GeneratorTests;

public sealed class RoutingTests
{
    [Fact]
    public void EchoBot_has_five_routes_in_source_order()
    {
        Bot bot = Bot.Of(Sources.EchoBot);
        Assert.Equal(
            [
                ("#general", "EchoBot.General.Handle", false),
                ("direct messages", "EchoBot.Direct.Handle", false),
                ("threads", "EchoBot.Threads.Handle", false),
                ("mentions", "EchoBot.Mentions.Handle", false),
                ("/roll", "EchoBot.DiceCommand.Roll", false),
            ],
            bot.Routes.Routes.Select(route => (route.Cause, route.Handler, route.UsesServices)));
        Assert.Equal(["roll"], bot.Routes.Routes.Where(route => route.Command is not null).Select(route => route.Command!.Name));
        Assert.Empty(bot.Routes.RequiredServices);
    }

    [Fact]
    public async Task EchoBot_answers_in_every_place()
    {
        Bot bot = Bot.Of(Sources.EchoBot);
        Assert.Equal("echo: hi", await bot.SayAsync("hi"));
        Assert.Equal("dm: hi", (await bot.AnswerAsync(Message.Of("hi", dm: true)))?.Text);
        Assert.Equal("thread: hi", (await bot.AnswerAsync(Message.Of("hi", threadRoot: "msg_1")))?.Text);
        Assert.Equal("thread: hi", (await bot.AnswerAsync(Message.Of("hi", dm: true, threadRoot: "msg_1")))?.Text);
        Assert.Equal("mention: hi", (await bot.AnswerAsync(Message.Of("hi"), mentioned: true))?.Text);
        Assert.Equal("mention: hi", (await bot.AnswerAsync(Message.Of("hi", channel: "other"), mentioned: true))?.Text);
        Assert.Null(await bot.AnswerAsync(Message.Of("hi", channel: "other")));
    }

    [Theory]
    [InlineData("/roll 2d6", "rolled 2d6")]
    [InlineData("/ROLL 2d6", "rolled 2d6")]
    [InlineData("/roll@echo 2d6", "rolled 2d6")]
    [InlineData("/roll@ECHO\n2d6\n", "rolled 2d6")]
    [InlineData("/roll x", "`x` is not valid as dice\nusage: `/roll <dice>`")]
    [InlineData("/roll", "dice is missing\nusage: `/roll <dice>`")]
    [InlineData("/roll 2d6 3d6", "`3d6` is one word too many\nusage: `/roll <dice>`")]
    [InlineData("/roll@other 2d6", null)]
    [InlineData("/unknown", null)]
    [InlineData("/", "echo: /")]
    [InlineData("/etc/hosts", "echo: /etc/hosts")]
    [InlineData("roll 2d6", "echo: roll 2d6")]
    public async Task A_command_is_answered_by_its_handler_or_by_nobody(string text, string? reply)
    {
        Bot bot = Bot.Of(Sources.EchoBot);
        Assert.Equal(reply, await bot.SayAsync(text));
    }

    [Fact]
    public void What_looks_like_a_command_goes_nowhere_else()
    {
        Bot bot = Bot.Of(Sources.EchoBot);
        Assert.Equal("EchoBot.DiceCommand.Roll", bot.Winner(Message.Of("/roll 1d6", dm: true, threadRoot: "msg_1"), mentioned: true));
        Assert.Null(bot.Winner(Message.Of("/unknown", dm: true)));
        Assert.Null(bot.Winner(Message.Of("/unknown"), mentioned: true));
        Assert.Null(bot.Winner(Message.Of("/roll@other", threadRoot: "msg_1")));
    }

    private const string Ranks = """
        [OnChannel("*")] class AnyChannel { public void Handle() { } }
        [OnChannel("ops")] class Named { public void Handle() { } }
        [OnChannel("chn_ops")] class ById { public void Handle() { } }
        [OnChannel("team")] class Team
        {
            [OnThread] public void Threads() { }
            [OnMessage] public void Other() { }
        }
        [OnDm] class Dm
        {
            [OnDm] public void Roots() { }
            [OnThread] public void Threads() { }
        }
        [OnThread] class Threads { public void Handle() { } }
        class Everything { [OnMessage] public void Handle() { } }
        """;

    [Theory]
    [InlineData("general", false, "AnyChannel.Handle", RouteRank.Any)]
    [InlineData("general", true, "Threads.Handle", RouteRank.Thread)]
    [InlineData("ops", false, "ById.Handle", RouteRank.Exact)]
    [InlineData("ops", true, "Threads.Handle", RouteRank.Thread)]
    [InlineData("team", false, "Team.Other", RouteRank.Named)]
    [InlineData("team", true, "Team.Threads", RouteRank.ThreadInPlace)]
    [InlineData("", false, "Dm.Roots", RouteRank.Exact)]
    [InlineData("", true, "Dm.Threads", RouteRank.ThreadInPlace)]
    public void The_most_specific_place_wins(string channel, bool reply, string winner, RouteRank rank)
    {
        Bot bot = Bot.Of(Ranks);
        Message message = Message.Of("hi", channel: channel, dm: channel.Length == 0, threadRoot: reply ? "msg_1" : null);
        Assert.Equal(winner, bot.Winner(message));
        Assert.Equal(rank, bot.Match(message).Rank);
    }

    [Fact]
    public void A_group_conversation_is_no_direct_message()
    {
        Bot bot = Bot.Of(Ranks);
        var group = new Evidence(Places.GroupDmRoot, null, null, false);
        Assert.Equal(RouteRank.Any, bot.Routes.Match(in group, "hi", Bot.Handle).Rank);
        Assert.Equal("Everything.Handle", bot.Routes.Routes[bot.Routes.Match(in group, "hi", Bot.Handle).Route].Handler);
    }

    private const string Narrowed = """
        [OnChannel("ops"), OnDm]
        class Deployments
        {
            [OnCommand("deploy")] public void Deploy() { }
            [OnCommand("status"), OnThread] public void Status() { }
            [OnMention] public void Mention() { }
            [OnMessage, OnThread] public void Thread() { }
        }
        class Elsewhere
        {
            [OnCommand("deploy")] public void Deploy() { }
            [OnMention] public void Mention() { }
        }
        """;

    [Theory]
    [InlineData("/deploy", "ops", false, "Deployments.Deploy")]
    [InlineData("/deploy", "ops", true, "Deployments.Deploy")]
    [InlineData("/deploy", "", true, "Deployments.Deploy")]
    [InlineData("/deploy", "general", false, "Elsewhere.Deploy")]
    [InlineData("/status", "ops", true, "Deployments.Status")]
    [InlineData("/status", "ops", false, null)]
    [InlineData("/status", "general", true, null)]
    [InlineData("hi @echo", "ops", false, "Deployments.Mention")]
    [InlineData("hi @echo", "general", false, "Elsewhere.Mention")]
    [InlineData("hi", "ops", true, "Deployments.Thread")]
    [InlineData("hi", "ops", false, null)]
    [InlineData("hi", "", true, "Deployments.Thread")]
    [InlineData("hi", "general", true, null)]
    public void A_place_around_or_beside_a_cause_narrows_it(string text, string channel, bool reply, string? winner)
    {
        Bot bot = Bot.Of(Narrowed);
        Message message = Message.Of(text, channel: channel, dm: channel.Length == 0, threadRoot: reply ? "msg_1" : null);
        Assert.Equal(winner, bot.Winner(message, mentioned: text.Contains('@')));
    }

    [Fact]
    public void A_route_says_where_it_listens()
    {
        Assert.Equal(
            [
                "/deploy in #ops, direct messages",
                "/status in threads in #ops, direct messages",
                "mentions in #ops, direct messages",
                "messages in threads in #ops, direct messages",
                "/deploy",
                "mentions",
            ],
            Bot.Of(Narrowed).Routes.Routes.Select(route => route.Cause));
    }

    [Fact]
    public void A_cause_beside_a_place_on_a_class_is_narrowed_by_it()
    {
        Bot bot = Bot.Of("""[OnCommand("a"), OnCommand("b"), OnChannel("ops")] class A { public void Handle() { } }""");
        Assert.Equal(["/a in #ops", "/b in #ops"], bot.Routes.Routes.Select(route => route.Cause));
        Assert.True(bot.Match(Message.Of("/b", channel: "ops", threadRoot: "msg_1")).Found);
        Assert.False(bot.Match(Message.Of("/b")).Found);
    }

    [Fact]
    public void Only_what_can_match_may_match()
    {
        Bot bot = Bot.Of("""
            [OnChannel("ops")] class Ops { public void Handle() { } }
            [OnDm] class Dm { [OnCommand("x")] public void X() { } }
            [OnThread] class T { [OnMention] public void Mention() { } }
            """);
        Assert.True(MayMatch(Places.ChannelRoot, "chn_1", "ops", false));
        Assert.True(MayMatch(Places.ChannelRoot, "chn_1", null, false));
        Assert.True(MayMatch(Places.Channel, "chn_1", null, false));
        Assert.True(MayMatch(Places.DmRoot, null, null, false));
        Assert.True(MayMatch(Places.ChannelThread, "chn_1", "other", true));
        Assert.False(MayMatch(Places.ChannelThread, "chn_1", "other", false));
        Assert.False(MayMatch(Places.ChannelRoot, "chn_1", "other", true));
        Assert.False(MayMatch(Places.GroupDmRoot, null, null, true));

        bool MayMatch(Places places, string? id, string? name, bool mentions)
        {
            var evidence = new Evidence(places, id, name, mentions);
            return bot.Routes.MayMatch(in evidence);
        }
    }

    [Fact]
    public void The_order_of_files_decides_nothing_but_the_index()
    {
        const string First = """[OnDm] class A { public void Handle() { } }""";
        const string Second = """[OnCommand("b")] class B { public void Handle() { } }""";
        var forward = Compile.Project(First).AddSyntaxTrees(Compile.File(Second, "Other.cs", TestContext.Current.CancellationToken));
        var backward = Compile.Project("").AddSyntaxTrees(
            Compile.File(Second, "Other.cs", TestContext.Current.CancellationToken), Compile.File(First, "Bot.cs", TestContext.Current.CancellationToken));
        Assert.Equal(Table(forward), Table(backward));

        static string Table(Microsoft.CodeAnalysis.Compilation project)
        {
            Compile.Generate(project, out var driver);
            return driver.GetRunResult().GeneratedTrees.Single(tree => tree.FilePath.EndsWith("Routes.g.cs", StringComparison.Ordinal)).ToString();
        }
    }
}
