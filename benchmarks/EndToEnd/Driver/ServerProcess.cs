using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ClickClack.EndToEnd.Driver;

/// <summary>A bot's account.</summary>
internal sealed record Account(string Id, string Token);

/// <summary>The server of a run, in a process of its own, and what its owner does there.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;
    private int made;

    public ServerProcess(Process process, Uri address, string workspace, IReadOnlyList<string> personTokens)
    {
        this.process = process;
        BaseUrl = address;
        Workspace = workspace;
        People = [.. personTokens.Select(token => Client(address, token))];
        PersonTokens = personTokens;
    }

    public Uri BaseUrl { get; }

    public string Workspace { get; }

    /// <summary>A client for each human, the owner first.</summary>
    public IReadOnlyList<HttpClient> People { get; }

    public IReadOnlyList<string> PersonTokens { get; }

    public double CpuSeconds
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Starts a local server.</summary>
    public static async Task<ServerProcess> StartAsync(string directory)
    {
        var stateFile = Path.Combine(directory, "server.json");
        var start = new ProcessStartInfo("dotnet", [typeof(LocalServer).Assembly.Location, "--test-mode"]) { RedirectStandardOutput = true };
        start.Environment["CLICKCLACK_LOCAL_STATE"] = stateFile;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server did not start");
        var address = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
        var state = JsonSerializer.Deserialize(await File.ReadAllBytesAsync(stateFile), WireJson.Default.ServerState)!;
        return new(process, address, state.Workspace.Id, [.. state.Users.Select(user => user.Token)]);
    }

    public static HttpClient Client(Uri address, string token)
    {
        var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    public async Task<Account> AddBotAsync()
    {
        var name = $"bot-{++made}";
        var answer = await PostAsync(
            People[0], $"/api/workspaces/{Workspace}/bots", new(name, name, ["bot:write"]), WireJson.Default.NewBot, WireJson.Default.NewBotAnswer);
        return new(answer.Bot.Id, answer.BotToken.Token);
    }

    public async Task<string> AddChannelAsync() => (await PostAsync(
        People[0], $"/api/workspaces/{Workspace}/channels", new($"room-{++made}"), WireJson.Default.NewChannel, WireJson.Default.ChannelAnswer)).Channel.Id;

    public static async Task<string> SayAsync(HttpClient who, string channel, string text) => (await PostAsync(
        who, $"/api/channels/{channel}/messages", new(text, null, null), WireJson.Default.NewMessage, WireJson.Default.MessageAnswer)).Message.Id;

    public static Task ReplyAsync(HttpClient who, string root, string text) => PostAsync(
        who, $"/api/messages/{root}/thread/replies", new(text, null, null), WireJson.Default.NewMessage, WireJson.Default.MessageAnswer);

    public async Task<string> TailAsync() => (await People[0].GetFromJsonAsync(
        new Uri($"/api/realtime/events?workspace_id={Workspace}&limit=1&include_tail=true", UriKind.Relative), WireJson.Default.EventPage))!.TailCursor ?? "";

    /// <summary>Cuts all sockets. Only a local server can be told to.</summary>
    public async Task DropSocketsAsync()
    {
        using var content = JsonContent.Create(new("drop_sockets"), WireJson.Default.Fault);
        using var response = await People[0].PostAsync(new Uri("/_local/faults", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>All root messages of a channel, in their order.</summary>
    public async Task<List<ChatMessage>> ReadAsync(string channel)
    {
        var messages = new List<ChatMessage>();
        while (true)
        {
            var after = messages.Count == 0 ? 0 : messages[^1].ChannelSeq;
            var page = (await People[0].GetFromJsonAsync(
                new Uri($"/api/channels/{channel}/messages?after_seq={after}&limit=200", UriKind.Relative), WireJson.Default.MessagePage))!;
            if (page.Messages.Length == 0)
            {
                return messages;
            }
            messages.AddRange(page.Messages);
        }
    }

    /// <summary>How many connections to the server are open, from this machine's table of them.</summary>
    public int CountConnections()
    {
        var port = $":{BaseUrl.Port:X4}";
        // The runtime's sockets are of the sixth version also when they carry the fourth.
        return File.ReadLines("/proc/net/tcp").Concat(File.ReadLines("/proc/net/tcp6")).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Count(fields => fields.Length > 3 && fields[2].EndsWith(port, StringComparison.Ordinal) && fields[3] == "01");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in People)
        {
            person.Dispose();
        }
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<TAnswer> PostAsync<TBody, TAnswer>(
        HttpClient who, string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<TAnswer> answerType)
    {
        using var content = JsonContent.Create(body, bodyType);
        using var response = await who.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(answerType))!;
    }
}
