using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Network;
using EchoBot.Tests.Processes;

namespace ClickClack.Chaos.Tests.World;

/// <summary>A server with its data, a network, and a bot with its state, each to be broken by itself.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string directory = Directory.CreateTempSubdirectory("clickclack-chaos-").FullName;
    private readonly int port = FreePort();

    private Scene(Diary diary)
    {
        Diary = diary;
        Bot = new Lives("bot", StartBot, diary);
        Directory.CreateDirectory(StateDirectory);
    }

    public Diary Diary { get; }

    /// <summary>The server; null if it is not ours to kill.</summary>
    public Lives? Server { get; private set; }

    public Lives Bot { get; }

    /// <summary>What is between the two.</summary>
    public TcpProxy Network { get; private set; } = null!;

    /// <summary>What the server says of itself: address, workspace, people, bots.</summary>
    public JsonNode Start { get; private set; } = new JsonObject();

    public Uri Address => new((string)Start["base_url"]!);

    public string Workspace => (string)Start["workspace"]!["id"]!;

    public string BotId => (string)Start["bots"]![0]!["id"]!;

    public string BotHandle => (string)Start["bots"]![0]!["handle"]!;

    public string StateDirectory => Path.Combine(directory, "state");

    public string DataDirectory => Path.Combine(directory, "data");

    /// <summary>The name of the channel that nobody but the bot writes in.</summary>
    public string Elsewhere { get; } = $"elsewhere-{Guid.NewGuid():n}"[..18];

    /// <summary>Whether the bot reaches the server directly: for what is not about networks.</summary>
    public bool IsDirect { get; init; }

    /// <summary>A server, with the bot to be started.</summary>
    /// <param name="isDirect">Whether nothing stands between the two.</param>
    public static async Task<Scene> SetAsync(bool isDirect = false)
    {
        var scene = new Scene(new Diary()) { IsDirect = isDirect };
        try
        {
            if (ChaosPlan.Server is { } file)
            {
                scene.Start = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
            }
            else
            {
                scene.Server = new Lives("server", scene.StartServer, scene.Diary);
                scene.Server.Start();
                string state = Path.Combine(scene.directory, "start.json");
                await scene.UntilAsync(() => File.Exists(state), "the server starts");
                scene.Start = JsonNode.Parse(await File.ReadAllTextAsync(state))!;
                await scene.AddPersonAsync("Ada");
            }

            scene.Network = TcpProxy.Start(scene.Address);
            return scene;
        }
        catch
        {
            await scene.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for a condition, and no longer than somebody would look on.</summary>
    public async Task UntilAsync(Func<bool> condition, string what, TimeSpan? within = null)
    {
        TimeSpan patience = within ?? Patience;
        long begin = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.False(Bot.EndedByItself, $"the bot ended by itself:\n{Tail(Bot)}");
            Assert.True(Stopwatch.GetElapsedTime(begin) < patience, $"not within {patience.TotalSeconds:0} s: {what}\n{Tail(Bot)}");
            await Task.Delay(50);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        if (Network is not null)
        {
            await Network.DisposeAsync();
        }

        if (Server is not null)
        {
            await Server.DisposeAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    private static string Tail(Lives lives) => lives.Outputs is [.., var last] ? string.Join('\n', last.TakeLast(30)) : "";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private RunningProgram StartServer() => RunningProgram.Start(
        "dotnet",
        ["exec", Repository.LocalServer, "--port", $"{port}", "--data", DataDirectory, "--test-mode"],
        new Dictionary<string, string?> { ["CLICKCLACK_LOCAL_STATE"] = Path.Combine(directory, "start.json") });

    private RunningProgram StartBot() => RunningProgram.Start("dotnet", ["exec", Repository.Bot], new Dictionary<string, string?>
    {
        ["ClickClack__BaseUrl"] = (IsDirect ? Address : Network.Address).AbsoluteUri,
        ["ClickClack__Token"] = (string)Start["bots"]![0]!["token"]!,
        ["ClickClack__Workspace"] = (string)Start["workspace"]!["slug"]!,
        ["ClickClack__StateDirectory"] = StateDirectory,
        // Here everything is at work at many deaths, and none of it to blame.
        ["ClickClack__GiveUpAfterDeaths"] = "100000",
        ["Logging__LogLevel__ClickClack"] = IsDirect ? "Information" : "Debug",
        ["Logging__Console__FormatterName"] = "simple",
        ["Logging__Console__FormatterOptions__SingleLine"] = "true",
        ["Logging__Console__FormatterOptions__UseUtcTimestamp"] = "true",
        ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
        ["CHAOS_ELSEWHERE"] = Elsewhere,
        ["DOTNET_ENVIRONMENT"] = "Production",
    });

    /// <summary>A third person: a local server begins with two.</summary>
    private async Task AddPersonAsync(string name)
    {
        string email = $"{name}@example.org";
        string id = await AdministerAsync("user", "create", "--name", name, "--email", email, "--workspace", (string)Start["workspace"]!["slug"]!);
        string link = await AdministerAsync("magic-link", "create", "--email", email);
        using var http = new HttpClient { BaseAddress = Address };
        using HttpResponseMessage answer = await http.PostAsync(
            "/api/auth/magic/consume", new StringContent(new JsonObject { ["token"] = link }.ToJsonString(), null, "application/json"));
        JsonNode signedIn = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Start["users"]!.AsArray().Add(new JsonObject { ["id"] = id, ["token"] = (string)signedIn["token"]! });
    }

    private async Task<string> AdministerAsync(params string[] words)
    {
        await using RunningProgram command = RunningProgram.Start("dotnet", ["exec", Repository.LocalServer, "admin", .. words, "--data", DataDirectory]);
        await command.ExitAsync();
        Assert.Equal(0, command.ExitCode);
        return command.Output.First(line => line.Length > 0).Trim();
    }
}
