using ClickClack.Dispatch;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.GeneratorTests;

/// <summary>What observers listen to, and what they are called with.</summary>
public sealed class ObserverTests
{
    private const string Source = """
        class Watch
        {
            public static readonly List<string> Seen = [];
            [OnEvent] public void Edited(MessageEdited edited) => Seen.Add($"edited {edited.MessageId}");
            [OnEvent] public async Task Again(MessageEdited edited, CancellationToken cancellationToken) { await Task.Yield(); Seen.Add("again"); }
            [OnEvent] public static ValueTask Gap(ConnectionGap gap, [FromServices] TimeProvider time) => default;
            [OnMessage] public string Say() => "said";
        }
        """;

    [Fact]
    public void Each_says_what_it_observes_and_several_may_observe_the_same()
    {
        IRouteModule routes = Bot.Of(Source).Routes;

        Assert.Equal(
            [("Watch.Edited", typeof(MessageEdited)), ("Watch.Again", typeof(MessageEdited)), ("Watch.Gap", typeof(ConnectionGap))],
            routes.Routes.Where(route => route.Event is not null).Select(route => (route.Handler, route.Event!)));
        Assert.Equal(typeof(TimeProvider), Assert.Single(routes.RequiredServices).Type);
        Assert.Equal("Watch.Say", Bot.Of(Source).Winner(Message.Of("hello")));
    }

    [Fact]
    public void Each_route_says_whether_it_is_told()
    {
        var routes = new ClickClackRoutes(() => new RouteTable([Bot.Of(Source + """
            [Account("other")] class Other { [OnEvent] public void Edited(MessageEdited edited) { } [OnEvent] public void Pinned(PinAdded pin) { } }
            """).Routes], new RouteSettings("service", new Dictionary<string, string>())));

        Assert.Equal(
            """
            MessageEdited is told to Watch.Edited, Watch.Again
              messages (Watch.Say): it observes no events
              event ConnectionGap (Watch.Gap): its parameter is a ConnectionGap
              event MessageEdited (Other.Edited): it belongs to the account other
              event PinAdded (Other.Pinned): it belongs to the account other
            """,
            routes.Explain(new MessageEdited(new MessageId("msg_1"), null)).ToString());
        Assert.Equal(["Watch.Gap"], routes.Explain(new ConnectionGap(new EventCursor("cur_1"), null, default)).Told.Select(route => route.Handler));
        Assert.StartsWith("nobody is told of ConnectionStatus\n", routes.Explain(new ConnectionStatus(ConnectionState.Live, default)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_bot_did_itself_is_not_told()
    {
        var routes = new ClickClackRoutes(Bot.Of("class Watch { [OnEvent] public void Pinned(PinAdded pin) { } }").Routes);
        var pin = new PinAdded(new MessageId("msg_1"), new UserId("usr_bot"));

        Assert.Equal("PinAdded is told to Watch.Pinned", routes.Explain(pin).ToString());
        Assert.Equal("PinAdded is told to Watch.Pinned", routes.Explain(pin, new UserId("usr_1")).ToString());
        Assert.Equal(
            "nobody is told of PinAdded\n  event PinAdded (Watch.Pinned): the bot did it itself, which is not told",
            routes.Explain(pin, new UserId("usr_bot")).ToString());
    }

    [Fact]
    public async Task It_is_called_with_the_event_and_answers_nobody()
    {
        IRouteModule routes = Bot.Of(Source).Routes;
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        var context = new RouteContext(null!, services, TestContext.Current.CancellationToken) { Event = new MessageEdited(new MessageId("msg_1"), null) };

        for (int i = 0; i < routes.Routes.Count; i++)
        {
            if (routes.Routes[i].Event == typeof(MessageEdited))
            {
                Assert.Empty((await routes.InvokeAsync(i, context)).Replies);
            }
        }

        var seen = (List<string>)routes.GetType().Assembly.GetType("Watch")!.GetField("Seen")!.GetValue(null)!;
        Assert.Equal(["edited msg_1", "again"], seen);
    }
}
