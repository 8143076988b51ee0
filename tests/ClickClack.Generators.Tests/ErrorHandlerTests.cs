using ClickClack.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.GeneratorTests;

/// <summary>Which error handler is called for what, and with what.</summary>
public sealed class ErrorHandlerTests
{
    private const string Source = """
        interface INames { string Of(Author author); }

        class Deployments
        {
            [OnCommand("deploy")] public string Deploy() => "deployed";
            [OnCommand("status")] public static string Status() => "fine";
            [OnError] public string Timeout(TimeoutException error) => $"deployments, timeout: {error.Message}";
            [OnError] public static Reply Io(Exception error, Message message) => Reply.InThread($"deployments: {error.Message} on {message.Text}");
            [OnError] public void Own(System.IO.FileNotFoundException error) { }
        }

        [OnDm]
        class Direct
        {
            public string Handle(Message message) => "dm";
            [OnError] public string Failed(ArgumentException error) => "direct: " + error.GetType().Name;
        }

        class Elsewhere
        {
            [OnCommand("else")] public string Else() => "else";
        }

        class Anything(INames names)
        {
            [OnError] public async Task<string?> Last(Author author, CancellationToken cancellationToken) { await Task.Yield(); return "assembly: " + names.Of(author); }
            [OnError] public IEnumerable<Reply> Timeouts(TimeoutException? error) => ["assembly", "timeout"];
        }

        class Names : INames { public string Of(Author author) => author.Handle; }
        """;

    private static async Task<string?> FailAsync(Bot bot, Message message, Exception error)
    {
        RouteMatch failed = bot.Match(message);
        Assert.True(failed.Found);
        int route = bot.Routes.ErrorRoute(failed.Route, error);
        if (route < 0)
        {
            return null;
        }

        Assert.Equal(RouteKind.Error, bot.Routes.Routes[route].Kind);
        var collection = new ServiceCollection();
        if (bot.Routes.GetType().Assembly.GetType("Names") is { } names)
        {
            collection.AddSingleton(names.GetInterfaces()[0], names);
        }

        await using ServiceProvider services = collection.BuildServiceProvider();
        ClickClack.Handlers.Answer answer = await bot.Routes.InvokeAsync(
            route, new RouteContext(message, services, TestContext.Current.CancellationToken) { Error = error });
        return string.Join("|", answer.Replies.Select(reply => reply.Text));
    }

    [Fact]
    public async Task The_most_derived_of_the_class_comes_first_then_the_assemblys()
    {
        Bot bot = Bot.Of(Source);
        Message deploy = Message.Of("/deploy"), direct = Message.Of("hi", dm: true), other = Message.Of("/else");

        Assert.Equal("deployments, timeout: x", await FailAsync(bot, deploy, new TimeoutException("x")));
        Assert.Equal("", await FailAsync(bot, deploy, new FileNotFoundException("x")));
        Assert.Equal("deployments: x on /deploy", await FailAsync(bot, deploy, new IOException("x")));
        Assert.Equal("deployments: x on /status", await FailAsync(bot, Message.Of("/status"), new IOException("x")));
        Assert.Equal("direct: ArgumentNullException", await FailAsync(bot, direct, new ArgumentNullException()));
        Assert.Equal("assembly: alice", await FailAsync(bot, direct, new IOException()));
        Assert.Equal("assembly|timeout", await FailAsync(bot, other, new TimeoutException()));
        Assert.Equal("assembly: alice", await FailAsync(bot, other, new ArgumentException()));
    }

    [Fact]
    public async Task A_class_without_one_for_that_error_and_an_assembly_without_any_have_none()
    {
        Bot bot = Bot.Of("""
            class A
            {
                [OnCommand("a")] public string Handle() => "a";
                [OnError] public string Failed(TimeoutException error) => "a";
            }
            class B { [OnCommand("b")] public string Handle() => "b"; }
            """);

        Assert.Equal("a", await FailAsync(bot, Message.Of("/a"), new TimeoutException()));
        Assert.Null(await FailAsync(bot, Message.Of("/a"), new IOException()));
        Assert.Null(await FailAsync(bot, Message.Of("/b"), new TimeoutException()));
    }

    [Fact]
    public void It_matches_no_message_and_needs_its_services()
    {
        Bot bot = Bot.Of("""class A { [OnError] public string Failed([FromServices] TimeProvider time) => "x"; }""");

        Assert.Null(bot.Winner(Message.Of("anything")));
        Assert.Null(bot.Winner(Message.Of("anything", dm: true), mentioned: true));
        Assert.False(bot.Routes.MayMatch(new Evidence(Places.Anywhere, "chn_x", channelName: null, mentionsBot: true)));
        Assert.Equal(typeof(TimeProvider), Assert.Single(bot.Routes.RequiredServices).Type);
        Assert.Equal(RouteKind.Error, Assert.Single(bot.Routes.Routes).Kind);
    }

    [Fact]
    public async Task A_handler_can_show_what_it_does()
    {
        Bot bot = Bot.Of("""class A { [OnCommand("a")] public string Handle(IAgentProgress progress, int number) { progress.Report("at it"); return $"{number}"; } }""");

        Assert.Equal("7", await bot.SayAsync("/a 7"));
        Assert.Empty(bot.Routes.RequiredServices);
    }
}
