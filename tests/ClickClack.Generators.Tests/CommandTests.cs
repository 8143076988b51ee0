using ClickClack.Dispatch;

namespace ClickClack.GeneratorTests;

public sealed class CommandTests
{
    private const string Deploy = """
        class Deployments
        {
            [OnCommand("deploy")] public string Deploy(string stage, int replicas = 1) => $"deploy {stage} {replicas}";
            [OnCommand("deploy rollback", "deploy undo")] public string Rollback(long id) => $"rollback {id}";
            [OnCommand("deploy rollback all")] public string All([Rest] string? why = null) => $"all {why}";
            [OnCommand("status", "s", "st")] public string Status(Message message) => $"status {message.Text}";
        }
        class Orders
        {
            [OnCommand("order new")] public string New(string item) => $"new {item}";
            [OnCommand("order cancel"), OnDm] public string Cancel(long id) => $"cancel {id}";
            [OnCommand("order line add")] public string Add() => "added";
        }
        """;

    [Theory]
    [InlineData("/deploy prod 3", "deploy prod 3")]
    [InlineData("/deploy rollback 7", "rollback 7")]
    [InlineData("/Deploy@echo  ROLLBACK\t7", "rollback 7")]
    [InlineData("/deploy undo 7", "rollback 7")]
    [InlineData("/deploy rollback x", "`x` is not a whole number (id)\nusage: `/deploy rollback <id>`")]
    [InlineData("/deploy undo", "id is missing: a whole number\nusage: `/deploy rollback <id>`")]
    [InlineData("/deploy rollback all of it", "all of it")]
    [InlineData("/deploy rollback all", "all ")]
    [InlineData("/deploy rollbackall", "deploy rollbackall 1")]
    [InlineData("/deploy \"rollback\"", "deploy rollback 1")]
    [InlineData("/s", "status /s")]
    [InlineData("/ST now", "status /ST now")]
    [InlineData("/sta", null)]
    [InlineData("/order new tea", "new tea")]
    [InlineData("/order line add", "added")]
    [InlineData("/order", "`/order` needs one of its sub-commands: `/order new`, `/order cancel`, `/order line`")]
    [InlineData("/order tea", "`/order` needs one of its sub-commands: `/order new`, `/order cancel`, `/order line`")]
    [InlineData("/order cancel 1", "`/order` needs one of its sub-commands: `/order new`, `/order cancel`, `/order line`")]
    [InlineData("/order line", "`/order line` needs one of its sub-commands: `/order line add`")]
    [InlineData("/order@other", null)]
    public async Task The_longest_name_wins(string text, string? reply) => Assert.Equal(reply, await Bot.Of(Deploy).SayAsync(text));

    [Fact]
    public async Task A_sub_command_is_narrowed_like_any_other()
    {
        Bot bot = Bot.Of(Deploy);
        Assert.Equal("cancel 1", (await bot.AnswerAsync(Message.Of("/order cancel 1", dm: true)))?.Text);
        Assert.Equal(["deploy rollback", "deploy undo"], bot.Routes.Routes.Single(route => route.Handler.EndsWith("Rollback", StringComparison.Ordinal)).Commands);
    }

    [Fact]
    public void A_command_with_sub_commands_only_listens_where_one_of_them_does()
    {
        Bot bot = Bot.Of("""[OnChannel("ops"), AllowFrom("@alice")] class C { [OnCommand("a b")] public void B() { } [OnCommand("a c")] public void D() { } }""");
        Assert.Null(bot.Winner(Message.Of("/a x")));
        Assert.Equal("sub-commands of /a", bot.Winner(Message.Of("/a x", channel: "ops")));
        Assert.Equal(["@alice"], bot.Routes.Routes[^1].Guards!.AllowFrom);
    }

    [Fact]
    public void Of_two_assemblies_the_more_specific_route_wins_and_of_equals_the_applications()
    {
        IRouteModule app = Bot.Of("""
            namespace App;
            [OnChannel("*")] class Any { public void Handle() { } }
            class C { [OnCommand("a")] public void A() { } [OnPattern("x", Order = 1)] public void X() { } [OnPattern("y")] public void Y() { } [OnMention] public void M() { } }
            """).Routes;
        IRouteModule library = Bot.Of("""
            namespace Library;
            [OnChannel("ops")] class Ops { public void Handle() { } }
            [OnChannel("*")] class Any { public void Handle() { } }
            class C { [OnCommand("a b")] public void B() { } [OnPattern("x")] public void X() { } [OnPattern("y")] public void Y() { } [OnMention, OnThread] public void M() { } }
            """).Routes;
        Assert.Equal("Library.C.B", Winner(Message.Of("/a b")));
        Assert.Equal("App.C.A", Winner(Message.Of("/a c")));
        Assert.Equal("Library.C.X", Winner(Message.Of("x")));
        Assert.Equal("App.C.Y", Winner(Message.Of("y")));
        Assert.Equal("Library.Ops.Handle", Winner(Message.Of("z", channel: "ops")));
        Assert.Equal("App.Any.Handle", Winner(Message.Of("z")));
        Assert.Equal("App.C.M", Winner(Message.Of("z"), mentioned: true));
        Assert.Equal("Library.C.M", Winner(Message.Of("z", threadRoot: "msg_1"), mentioned: true));

        string? Winner(Message message, bool mentioned = false)
        {
            var table = new RouteTable([app, library]);
            Evidence evidence = Bot.EvidenceOf(message, mentioned);
            RouteDescription? winner = table.Match(in evidence, message.Text, Bot.Handle)?.Description;
            Assert.Same(winner, new ClickClackRoutes(() => table).Explain(message, mentioned, Bot.Handle).Winner);
            return winner?.Handler;
        }
    }
}
