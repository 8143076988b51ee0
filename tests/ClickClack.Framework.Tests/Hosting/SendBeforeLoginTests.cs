using ClickClack.Client;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClickClack.Framework.Tests.Hosting;

/// <summary>A program may send before the bot knows who it is: the send waits, but not for ever.</summary>
public sealed class SendBeforeLoginTests
{
    private static readonly Target General = Target.Parse("channel:general");

    [Fact]
    public async Task A_background_service_sends_at_start()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server, ScriptedRoutes.Everywhere(_ => null), services: builder => builder.Services.AddHostedService<Greeter>());
        await Eventually.True(() => server.PostedBodies.Contains("good morning"), "the greeting");
        Assert.False(bot.HasEnded);
    }

    [Fact]
    public async Task A_send_ends_when_the_login_takes_too_long_or_the_caller_has_enough_or_the_bot_stops()
    {
        var time = new ManualTime();
        await using ScriptedServer server = await ScriptedServer.StartAsync(time);
        bool refuses = false;
        server.Script("GET", "/api/me", _ => refuses ? Answer.NoRows() with { Status = 401 } : Answer.Error(503, "away"));
        await using RunningBot bot = await RunningBot.StartAsync(server, ScriptedRoutes.Everywhere(_ => null), time: time);

        using var enough = new CancellationTokenSource();
        Task cancelled = bot.Bot.SendAsync("never", General, cancellationToken: enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        Task late = bot.Bot.SendAsync("never", General, cancellationToken: TestContext.Current.CancellationToken);
        await time.AdvanceUntilAsync(() => late.IsCompleted, "the limit");
        Assert.Contains("did not log in within 100 s", (await Assert.ThrowsAsync<UnavailableException>(() => late)).Message, StringComparison.Ordinal);

        Task stopped = bot.Bot.SendAsync("never", General, cancellationToken: TestContext.Current.CancellationToken);
        refuses = true;
        await time.AdvanceUntilAsync(() => stopped.IsCompleted, "the end of the bot");
        Assert.Contains("the server does not accept the token", (await Assert.ThrowsAsync<UnavailableException>(() => stopped)).Message, StringComparison.Ordinal);
        Assert.Empty(server.Posted);
    }

    private sealed class Greeter(IBot bot) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => bot.SendAsync("good morning", General, cancellationToken: stoppingToken);
    }
}
