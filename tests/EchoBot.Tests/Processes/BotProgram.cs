namespace EchoBot.Tests.Processes;

/// <summary>EchoBot as a process, connected to a server it is told about, with a state that outlives it.</summary>
internal sealed class BotProgram(string baseUrl, string token, string workspace) : IAsyncDisposable
{
    private readonly string state = Directory.CreateTempSubdirectory("clickclack-bot-").FullName;
    private RunningProgram? program;

    public string StateDirectory => state;

    public RunningProgram Program => program!;

    /// <summary>Starts it and waits until it is live.</summary>
    public async Task RunAsync()
    {
        program = StartOnly();
        await program.WaitForLineAsync("live: @");
    }

    /// <summary>Starts it without waiting.</summary>
    public RunningProgram StartOnly(IReadOnlyDictionary<string, string?>? more = null)
    {
        var environment = new Dictionary<string, string?>
        {
            ["ClickClack__BaseUrl"] = baseUrl,
            ["ClickClack__Token"] = token,
            ["ClickClack__Workspace"] = workspace,
            ["ClickClack__StateDirectory"] = state,
            ["DOTNET_ENVIRONMENT"] = "Development",
        };
        foreach ((string key, string? value) in more ?? new Dictionary<string, string?>())
        {
            environment[key] = value;
        }

        return RunningProgram.Start("dotnet", ["exec", Repository.EchoBot], environment);
    }

    public Task KillAsync() => program!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        Directory.Delete(state, recursive: true);
    }
}
