using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;

namespace ClickClack.Framework.Tests.Dispatch;

/// <summary>A message that takes the process down. The process of these tests lives on: what its deaths left is written by hand.</summary>
public sealed class PoisonTests : IDisposable
{
    private readonly TemporaryDirectory state = new();

    /// <summary>A bot that stopped before two messages, and what deaths since then have left.</summary>
    private async Task<(string First, string Second)> PrepareAsync(ScriptedServer server, string deaths)
    {
        await (await StartAsync(server, ScriptedRoutes.Everywhere(message => message.Text))).DisposeAsync();
        string first = server.Say("first");
        string second = server.Say("second", "chn_ops");
        await File.WriteAllTextAsync(state.File("running.log"), deaths.Replace("FIRST", $"m:{first}", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        return (first, second);
    }

    private Task<RunningBot> StartAsync(ScriptedServer server, ScriptedRoutes routes) =>
        RunningBot.StartLiveAsync(server, routes, options => options.StateDirectory = state.Path);

    [Fact]
    public async Task Rule18_what_was_at_work_at_three_deaths_runs_alone()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        (string first, _) = await PrepareAsync(server, "= 2 FIRST\n+ FIRST\n");
        int running = 0, most = 0;
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(async (message, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return message.Text;
        }));

        await Eventually.True(() => server.Posted.Count == 2, "both are answered");
        await bot.LogsAsync($"the process died 3 times while m:{first} was at work; it runs alone now");
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Rule18_what_was_at_work_at_ten_deaths_is_given_up_and_the_rest_goes_on()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        (string first, _) = await PrepareAsync(server, "= 9 FIRST\n+ FIRST\n");
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(message => message.Text));

        await bot.LogsAsync($"m:{first} cannot be answered and is in the dead letters: the process died 10 times while this was at work");
        await Eventually.True(() => server.Posted.Count == 1, "the other is answered");
        Assert.Equal(["second"], server.PostedBodies);
        await Eventually.True(
            () => File.Exists(state.File("dead-letters.jsonl")) && File.ReadAllText(state.File("dead-letters.jsonl")).Contains(first, StringComparison.Ordinal),
            "it is listed");
    }

    [Fact]
    public async Task Rule18_two_deaths_change_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await PrepareAsync(server, "= 1 FIRST\n+ FIRST\n");
        await using RunningBot bot = await StartAsync(server, ScriptedRoutes.Everywhere(message => message.Text));

        await Eventually.True(() => server.Posted.Count == 2, "both are answered");
        Assert.Equal(0, bot.Log.Count("runs alone"));
    }

    public void Dispose() => state.Dispose();
}
