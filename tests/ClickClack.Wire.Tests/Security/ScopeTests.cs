using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Security;

public sealed class ScopeTests
{
    [Fact]
    public async Task What_a_token_lacks_is_found_out_without_a_trace_on_the_server()
    {
        await using Scene scene = await Scene.StartAsync();
        LocalBot reader = await scene.Server.AddBotAsync("Reader", "reader", "bot:read", "commands:write", "threads:write");
        RunningBot bot = await scene.StartLiveBotAsync(reader, options => options.CheckScopes = true);

        await bot.LogsAsync("the token lacks");

        string line = Assert.Single(bot.Log.Complaints).Text;
        Assert.Contains(": dms:write (for ", line, StringComparison.Ordinal);
        Assert.Contains(", messages:write (for ", line, StringComparison.Ordinal);
        Assert.EndsWith("--scopes bot:write --plain", line, StringComparison.Ordinal);
        Assert.DoesNotContain("threads:write (for", line, StringComparison.Ordinal);
        Assert.DoesNotContain("read (for", line, StringComparison.Ordinal);
        Assert.Empty(await scene.Olivia.ReadAsync(scene.General));
    }

    [Fact]
    public async Task A_token_that_lacks_nothing_is_no_line()
    {
        await using Scene scene = await Scene.StartAsync();
        RunningBot bot = await scene.StartLiveBotAsync(configure: options => options.CheckScopes = true);

        await Eventually.TrueAsync(
            () => scene.Proxy.Requests.Any(request => request.EndsWith("/thread/replies", StringComparison.Ordinal)), "the last question", bot.Log.ToString);
        await scene.WorksAsync();
        Assert.Empty(bot.Log.Complaints);
    }
}
