using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace EchoBot.Tests.Processes;

/// <summary>The local server as a process of its own, with data that outlives it.</summary>
internal sealed class ServerProgram : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("clickclack-server-").FullName;
    private readonly int port = FreePort();
    private RunningProgram? program;

    /// <summary>What the server says of itself: address, workspace, people, bots.</summary>
    public JsonNode Start { get; private set; } = new JsonObject();

    /// <summary>Starts it, or starts it again on the same data and port.</summary>
    public async Task RunAsync()
    {
        string state = Path.Combine(directory, "start.json");
        File.Delete(state);
        program = RunningProgram.Start(
            "dotnet",
            ["exec", Repository.LocalServer, "--port", port.ToString(), "--data", Path.Combine(directory, "data")],
            new Dictionary<string, string?> { ["CLICKCLACK_LOCAL_STATE"] = state });
        await Eventually.TrueAsync(() => File.Exists(state), () => program.ToString());
        Start = JsonNode.Parse(await File.ReadAllTextAsync(state))!;
    }

    public Task KillAsync() => program!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (program is not null)
        {
            await program.DisposeAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
