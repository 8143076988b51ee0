using EchoBot.Tests.Processes;

namespace EchoBot.Tests;

/// <summary>The first command of the README.</summary>
public sealed class FirstCommandTests
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task It_prints_the_playground_then_that_the_bot_is_live_and_stops_at_Ctrl_C()
    {
        await using var echo = new EmbeddedEcho();
        await echo.RunAsync("dotnet", "exec", Repository.EchoBot);

        string[] lines = [.. echo.Program.Output.Select(line => line.Trim())];
        int live = Array.IndexOf(lines, "live: @echo in ClickClack (5 routes, humans of the workspace)");
        Assert.True(live >= 0, echo.ToString());
        Assert.DoesNotContain(lines[..live], line => line.Contains("@echo", StringComparison.Ordinal));
        Assert.Contains(lines[..live], line => line.Contains("http://127.0.0.1:", StringComparison.Ordinal) && line.Contains("/#", StringComparison.Ordinal));

        TimeSpan took = await echo.Program.InterruptAsync();

        Assert.True(took < StopsWithin, $"{took.TotalSeconds:0.0} s");
        Assert.Equal(0, echo.Program.ExitCode);
    }
}
