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
            [OnEvent] public async Task Again(MessageEdited edited, CancellationToken cancellation) { await Task.Yield(); Seen.Add("again"); }
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
