using ClickClack.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.GeneratorTests;

public sealed class GuardTests
{
    private const string Guarded = """
        [assembly: AllowFrom("@root"), RequiresScope("pins:write")]

        [AllowFrom("@alice", "usr_1"), Cooldown(30, Per.Channel, Messages = 2)]
        class A
        {
            [OnCommand("a")] public void Of_class() { }
            [OnCommand("b"), AllowFrom("*"), AllowBots("@rover"), RequireMention, Cooldown(0.5), RequiresScope("bots:write")] public void Of_method() { }
            [OnCommand("c"), RequireMention(false), Account("service")] public void Of_account() { }
        }
        class B { [OnDm] public void Of_assembly() { } }
        """;

    [Fact]
    public void The_innermost_guard_counts_and_scopes_add_up()
    {
        IReadOnlyList<RouteDescription> routes = Bot.Of(Guarded).Routes.Routes;
        Assert.Equal(
            [
                "only @alice, usr_1; 2 in 30 s per Channel",
                "only *; bots @rover; when mentioned; 1 in 0.5 s per User",
                "only @alice, usr_1; mentioned or not; 2 in 30 s per Channel",
                "only @root",
            ],
            routes.Select(route => route.Guards!.ToString()));
        Assert.Equal(["pins:write", "bots:write"], routes[1].Scopes);
        Assert.Equal("service", routes[2].Account);
        Assert.Null(routes[0].Account);
    }

    [Fact]
    public void An_inherited_handler_brings_its_guards()
    {
        IReadOnlyList<RouteDescription> routes = Bot.Of("""
            [AllowFrom("@root"), RequiresScope("pins:write"), FollowEdits] abstract class Base { public string Handle() => ""; }
            [OnCommand("a")] class A : Base;
            [OnCommand("b"), AllowFrom("@alice"), RequiresScope("bots:write")] class B : Base;
            """).Routes.Routes;
        Assert.Equal(["only @root", "only @alice"], routes.Select(route => route.Guards!.ToString()));
        Assert.Equal(["pins:write", "bots:write"], routes[1].Scopes);
        Assert.All(routes, route => Assert.True(route.FollowsEdits));
    }

    [Theory]
    [InlineData(null, "A.One")]
    [InlineData("one", "A.One")]
    [InlineData("ONE", "A.One")]
    [InlineData("two", "A.Both")]
    public void Routes_of_another_account_do_not_exist(string? account, string winner)
    {
        Bot bot = Bot.Of("""class A { [OnCommand("a")] public void Both() { } [OnCommand("a"), Account("one")] public void One() { } }""");
        bot.Settings = new RouteSettings(account, new Dictionary<string, string>());
        Assert.Equal(winner, bot.Winner(Message.Of("/a")));
        Assert.Equal(account == "two" ? 1 : 2, new RouteTable([bot.Routes], bot.Settings).Count);
    }

    [Fact]
    public void A_channel_may_be_named_by_the_configuration()
    {
        Bot bot = Bot.Of("""
            [OnChannel("{Config:Standup:Room}")] class Standup { public void Handle() { } }
            [OnChannel("{Config:Ops}")] class Ops { [OnCommand("x")] public void X() { } [OnThread] public void Thread() { } }
            [OnChannel("*")] class Any { public void Handle() { } }
            """);
        bot.Settings = new RouteSettings(null, new Dictionary<string, string> { ["Standup:Room"] = "daily", ["Ops"] = "chn_ops" });
        Assert.Equal("Standup.Handle", bot.Winner(Message.Of("hi", channel: "daily")));
        Assert.Equal(RouteRank.Named, bot.Match(Message.Of("hi", channel: "daily")).Rank);
        Assert.Equal("Any.Handle", bot.Winner(Message.Of("hi")));
        Assert.Equal("Ops.X", bot.Winner(Message.Of("/x", channel: "ops")));
        Assert.Equal("Ops.Thread", bot.Winner(Message.Of("hi", channel: "ops", threadRoot: "msg_1")));
        Assert.Null(bot.Winner(Message.Of("/x")));
        Assert.Equal(["{Config:Standup:Room}", "/x in {Config:Ops}", "threads in {Config:Ops}", "any channel"], bot.Routes.Routes.Select(route => route.Cause));
        Assert.Equal(["Standup:Room"], bot.Routes.Routes[0].Places[0].Keys);
    }

    [Fact]
    public async Task Filters_are_asked_from_the_outside_in_before_arguments_are_read()
    {
        Bot bot = Bot.Of("""
            [assembly: UseFilter<First>]
            public sealed class Log { public List<string> Lines { get; } = new(); }
            internal sealed class First(Log log) : IMessageFilter, IDisposable
            {
                ValueTask<FilterResult> IMessageFilter.CheckAsync(Message message, CancellationToken cancellationToken)
                {
                    log.Lines.Add("first");
                    return new(message.Text.Contains("silence") ? default : FilterResult.Pass);
                }
                public void Dispose() => log.Lines.Add("first disposed");
            }
            internal sealed class Second<T>([FromServices] Log log) : IMessageFilter, IAsyncDisposable
            {
                public async ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken)
                {
                    await Task.Yield();
                    log.Lines.Add("second");
                    return message.Text.Contains("no") ? FilterResult.Refuse("not now") : FilterResult.Pass;
                }
                public ValueTask DisposeAsync() { log.Lines.Add("second disposed"); return default; }
            }
            [UseFilter<Second<int>>]
            class A(Log log)
            {
                [OnCommand("a")] public string Run(int number) { log.Lines.Add("handler"); return $"ran {number}"; }
                [OnCommand("log")] public string Lines(Message message) => string.Join(", ", log.Lines);
                [OnCommand("s")] public async IAsyncEnumerable<string> Stream([Rest] string? text = null) { await Task.Yield(); yield return "streamed"; }
            }
            static class Free { [OnCommand("free")] public static string Run(Message message) => "free"; }
            """);
        Type log = bot.Routes.GetType().Assembly.GetType("Log")!;
        object lines = Activator.CreateInstance(log)!;
        bot.Services.AddSingleton(log, lines);
        Assert.Equal("ran 1", await bot.SayAsync("/a 1"));
        Assert.Equal("first, first disposed, second, second disposed, handler, first, first disposed, second, second disposed", await bot.SayAsync("/log"));
        Assert.Equal("not now", await bot.SayAsync("/a no number"));
        Assert.Equal(DropReason.Filter, (await bot.InvokeAsync(Message.Of("/a no number"))).Refusal);
        Assert.Null(await bot.SayAsync("/a silence"));
        Assert.Equal("`x` is not a whole number (number)\nusage: `/a <number>`", await bot.SayAsync("/a x"));
        Assert.Equal("streamed", await bot.SayAsync("/s"));
        Assert.Equal("not now", await bot.SayAsync("/s no"));
        Assert.Equal("free", await bot.SayAsync("/free"));
        Assert.Equal(["First", "Second<System.Int32>"], bot.Routes.Routes[0].Filters);
        Assert.Contains(bot.Routes.RequiredServices, service => service.Type == log && service.Handler == "First");
    }
}
