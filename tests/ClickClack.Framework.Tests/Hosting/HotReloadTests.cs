using System.Runtime.CompilerServices;
using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Handlers;

namespace ClickClack.Framework.Tests.Hosting;

/// <summary>What <c>dotnet watch</c> does to a running bot: the class of its routes is made anew, and the framework is told.</summary>
public sealed class HotReloadTests
{
    private static readonly RouteGuards OnlyBob = new() { AllowFrom = ["@bob"] };

    private static void Reload(Type routes) => RouteUpdates.UpdateApplication([typeof(string), routes]);

    [Fact]
    public async Task A_route_gets_its_guards_and_its_code_at_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new Before());
        server.Say("one");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        await bot.IdleAsync();

        Reload(typeof(Guarded));
        await bot.LogsAsync("live: ", times: 2);
        server.Say("two");
        await bot.LogsAsync($"({DropReason.NotAllowed})");

        Reload(typeof(Open));
        await bot.LogsAsync("live: ", times: 3);
        server.Say("three");
        await Eventually.True(() => server.Posted.Count == 2, "an answer");
        Assert.Equal(["before: one", "open: three"], server.PostedBodies);
    }

    [Fact]
    public async Task What_was_admitted_by_the_guards_of_before_is_not_handled_by_the_code_of_after()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var routes = new Before { IsCurrent = false };
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, routes, options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        server.Say("one");
        await Eventually.True(() => bot.Log.Has("m:msg_000001: "), "it is routed");

        Reload(typeof(Guarded));
        await bot.LogsAsync($"({DropReason.NotAllowed})");
        Assert.Empty(server.Posted);
    }

    [Fact]
    public async Task What_was_said_meanwhile_is_answered_once()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new Before());
        for (int i = 0; i < 10; i++)
        {
            server.Say($"{i}");
            Reload(i % 2 == 0 ? typeof(Open) : typeof(Other));
        }

        await Eventually.True(() => server.Posted.Count == 10, $"ten answers\n{bot.Log}");
        await bot.IdleAsync();
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"{i}"), server.PostedBodies.Select(body => body.Split(' ')[1]));
    }

    [Fact]
    public async Task Code_that_cannot_run_answers_nothing_until_it_is_mended()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new Before());

        Reload(typeof(Incomplete));
        await bot.LogsAsync("handlers need services that nobody registered: System.Lazy`1[System.Int32] for Tests.Handler.Handle");
        server.Say("one");
        Assert.Empty(server.Posted);
        Assert.False(bot.HasEnded);

        Reload(typeof(Open));
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(["open: one"], server.PostedBodies);
    }

    [Fact]
    public async Task Types_that_are_no_routes_of_the_bot_change_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, new Before());
        Reload(typeof(Unrelated));
        RouteUpdates.UpdateApplication(null);
        server.Say("one");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
        Assert.Equal(["before: one"], server.PostedBodies);
        Assert.Equal(1, bot.Log.Count("live: "));
    }

    /// <summary>Routes like generated ones: a class with a constructor without parameters.</summary>
    private abstract class Routes(ScriptedRoutes routes) : IRouteModule
    {
        public bool IsCurrent { get; init; } = true;

        IReadOnlyList<RouteDescription> IRouteModule.Routes => routes.Routes;

        public IReadOnlyList<RequiredService> RequiredServices => routes.RequiredServices;

        public bool MayMatch(in Evidence evidence) => routes.MayMatch(in evidence);

        public RouteMatch Match(in Evidence evidence, string text, string handle) => routes.Match(in evidence, text, handle);

        public ValueTask<ClickClack.Handlers.Answer> InvokeAsync(int route, in RouteContext context) => routes.InvokeAsync(route, in context);
    }

    private sealed class Before() : Routes(ScriptedRoutes.Everywhere(static message => $"before: {message.Text}"));

    [MetadataUpdateOriginalType(typeof(Before))]
    private sealed class Guarded() : Routes(ScriptedRoutes.Everywhere(static message => $"guarded: {message.Text}").With(OnlyBob));

    [MetadataUpdateOriginalType(typeof(Before))]
    private sealed class Open() : Routes(ScriptedRoutes.Everywhere(static message => $"open: {message.Text}"));

    [MetadataUpdateOriginalType(typeof(Before))]
    private sealed class Other() : Routes(ScriptedRoutes.Everywhere(static message => $"other: {message.Text}"));

    [MetadataUpdateOriginalType(typeof(Before))]
    private sealed class Incomplete() : Routes(ScriptedRoutes.Everywhere(static message => $"incomplete: {message.Text}").Requiring(typeof(Lazy<int>)));

    private sealed class Unrelated() : Routes(ScriptedRoutes.Everywhere(static message => $"unrelated: {message.Text}"));
}
