using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace ClickClack.Local.Tests;

public sealed class PersistenceTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private LocalServerOptions Options => new() { DataDirectory = directory.Path };

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_restart_keeps_workspace_people_tokens_and_messages()
    {
        string workspace, token, bot;
        await using (var server = await LocalServer.StartAsync(Options, Stop))
        {
            (workspace, token, bot) = (server.Workspace.Id, server.People[0].Token, server.Bots[0].Token);
            await server.People[0].SayAsync(server.Channels[0], "remember me");
        }

        await using var again = await LocalServer.StartAsync(Options, Stop);

        Assert.Equal((workspace, token, bot), (again.Workspace.Id, again.People[0].Token, again.Bots[0].Token));
        Assert.Equal("remember me", Assert.Single(await again.People[0].ReadAsync(again.Channels[0])).Body);
    }

    [Fact]
    public async Task Cursors_go_on_rising_when_the_clock_went_back()
    {
        var time = new ManualTime();
        string before;
        await using (var server = await LocalServer.StartAsync(new() { DataDirectory = directory.Path, TimeProvider = time }, Stop))
        {
            await server.People[0].SayAsync(server.Channels[0], "early");
            before = await TailAsync(server);
        }
        time.Advance(TimeSpan.FromHours(-1));

        await using var again = await LocalServer.StartAsync(new() { DataDirectory = directory.Path, TimeProvider = time }, Stop);
        await again.People[0].SayAsync(again.Channels[0], "late");

        Assert.True(string.CompareOrdinal(await TailAsync(again), before) > 0);
    }

    [Fact]
    public async Task Another_seed_adds_its_bot_to_what_is_there()
    {
        string owner;
        await using (var server = await LocalServer.StartAsync(Options, Stop))
        {
            owner = server.People[0].Id;
        }

        await using var again = await LocalServer.StartAsync(new() { DataDirectory = directory.Path, Seed = LocalSeed.ForBot("Echo", "echo") }, Stop);

        Assert.Equal(owner, again.People[0].Id);
        Assert.Equal(["service-bot", "owned-bot", "echo"], again.Bots.Select(bot => bot.Handle));
    }

    [Fact]
    public async Task Two_servers_do_not_share_a_directory()
    {
        await using var first = await LocalServer.StartAsync(Options, Stop);

        await Assert.ThrowsAnyAsync<IOException>(() => LocalServer.StartAsync(Options, Stop));
    }

    [Fact]
    public async Task A_directory_without_its_tokens_is_refused()
    {
        await using (await LocalServer.StartAsync(Options, Stop))
        {
        }
        File.Delete(Path.Combine(directory.Path, "seed.json"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => LocalServer.StartAsync(Options, Stop));
    }

    [Fact]
    public async Task What_is_kept_is_for_its_owner_only()
    {
        await using var server = await LocalServer.StartAsync(Options, Stop);
        await server.People[0].SayAsync(server.Channels[0], "hi");

        Assert.All(Directory.GetFiles(directory.Path), FileModes.IsOwnerOnly);
    }

    [Fact]
    public async Task A_directory_of_the_first_version_opens_and_its_messages_are_found()
    {
        string general, owner;
        await using (var server = await LocalServer.StartAsync(Options, Stop))
        {
            (general, owner) = (server.Channels[0].Id, server.People[0].Id);
        }
        WriteFirstVersion(
            $"""
             INSERT INTO messages (id, workspace_id, place_id, author_id, root_id, seq, kind, body, created_at)
             SELECT 'msg_old', '{JsonNode.Parse(File.ReadAllText(Path.Combine(directory.Path, "seed.json")))!["workspace"]!["id"]}',
                 '{general}', '{owner}', 'msg_old', 1, 'message', 'an old needle', '2026-01-01T00:00:00Z'
             """);

        await using var again = await LocalServer.StartAsync(Options, Stop);

        using var http = Client(again);
        var found = JsonNode.Parse(await http.GetStringAsync($"/api/search?workspace_id={again.Workspace.Id}&q=needles", Stop))!;
        Assert.Equal("msg_old", (string)found["results"]![0]!["id"]!);
    }

    [Fact]
    public async Task Uploads_survive_a_restart_under_names_of_the_servers_own_and_what_a_crash_left_does_not()
    {
        string id;
        await using (var server = await LocalServer.StartAsync(Options, Stop))
        {
            using var http = Client(server);
            using var form = new MultipartFormDataContent { { new StringContent("remember me"), "file", "../../evil.txt" } };
            using var answer = await http.PostAsync($"/api/uploads?workspace_id={server.Workspace.Id}", form, Stop);
            id = (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Stop))!["upload"]!["id"]!;
        }
        var uploads = Path.Combine(directory.Path, "uploads");
        File.WriteAllText(Path.Combine(uploads, "upl_left"), "half");

        await using var again = await LocalServer.StartAsync(Options, Stop);

        using var client = Client(again);
        Assert.Equal("remember me", await client.GetStringAsync($"/api/uploads/{id}", Stop));
        Assert.Equal([id], Directory.GetFiles(uploads).Select(Path.GetFileName));
        Assert.All(Directory.GetFiles(uploads), FileModes.IsOwnerOnly);
    }

    private static HttpClient Client(LocalServer server)
    {
        var http = new HttpClient { BaseAddress = server.BaseUrl };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + server.Bots[0].Token);
        return http;
    }

    private void WriteFirstVersion(string content)
    {
        foreach (var file in Directory.GetFiles(directory.Path, "clickclack.db*"))
        {
            File.Delete(file);
        }
        using var schema = new StreamReader(typeof(LocalServer).Assembly.GetManifestResourceStream("schema.sql")!);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory.Path, "clickclack.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"{schema.ReadToEnd()}; PRAGMA user_version = 1; {content}";
        command.ExecuteNonQuery();
    }

    private static async Task<string> TailAsync(LocalServer server)
    {
        using var http = new HttpClient { BaseAddress = server.BaseUrl };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + server.Bots[0].Token);
        var body = await http.GetStringAsync($"/api/realtime/events?workspace_id={server.Workspace.Id}&include_tail=true", Stop);
        return (string)System.Text.Json.Nodes.JsonNode.Parse(body)!["tail_cursor"]!;
    }
}
