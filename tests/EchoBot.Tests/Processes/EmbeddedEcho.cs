using System.Text.Json.Nodes;

namespace EchoBot.Tests.Processes;

/// <summary>EchoBot as a newcomer starts it: with its own local server, from the project.</summary>
internal sealed class EmbeddedEcho : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("clickclack-echo-").FullName;
    private RunningProgram? program;

    public RunningProgram Program => program!;

    /// <summary>What the embedded server says of itself; written once the bot is live.</summary>
    public JsonNode Start { get; private set; } = new JsonObject();

    /// <summary>Starts it and waits until it is live.</summary>
    /// <param name="command">The program; by default <c>dotnet run</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public async Task RunAsync(string command = "dotnet", params string[] arguments)
    {
        string state = Path.Combine(directory, "start.json");
        program = RunningProgram.Start(
            command,
            arguments is [] ? ["run", "--no-build", "--project", Repository.EchoBotProject] : arguments,
            new Dictionary<string, string?> { ["CLICKCLACK_LOCAL_STATE"] = state, ["DOTNET_ENVIRONMENT"] = "Development" });
        await program.WaitForLineAsync("live: @echo in ClickClack");
        await Eventually.TrueAsync(() => File.Exists(state), () => program.ToString());
        Start = JsonNode.Parse(await File.ReadAllTextAsync(state))!;
    }

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    public override string ToString() => program?.ToString() ?? "";
}
