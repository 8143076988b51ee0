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
    public async Task A_directory_of_the_first_version_is_brought_up_to_date()
    {
        await using (var first = await LocalServer.StartAsync(Options, Stop))
        {
            await first.People[0].SayAsync(first.Channels[0], "from the old days");
        }
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(directory.Path, "clickclack.db")};Pooling=False"))
        {
            await connection.OpenAsync(Stop);
            await using var command = connection.CreateCommand();
            command.CommandText =
                """
                DROP TABLE member_moderation; DROP INDEX members_guests; DROP INDEX messages_author;
                DROP TABLE slash_commands; DROP TABLE slash_invocations; DROP TABLE event_subscriptions; DROP TABLE event_deliveries;
                DROP TABLE user_emails; DROP TABLE magic_links;
                PRAGMA user_version = 1
                """;
            await command.ExecuteNonQueryAsync(Stop);
        }

        await using var again = await LocalServer.StartAsync(Options, Stop);

        await again.People[0].SayAsync(again.Channels[0], "from the new ones");
        Assert.Equal(["from the old days", "from the new ones"], (await again.People[0].ReadAsync(again.Channels[0])).Select(message => message.Body));
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

    private static async Task<string> TailAsync(LocalServer server)
    {
        using var http = new HttpClient { BaseAddress = server.BaseUrl };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer " + server.Bots[0].Token);
        var body = await http.GetStringAsync($"/api/realtime/events?workspace_id={server.Workspace.Id}&include_tail=true", Stop);
        return (string)System.Text.Json.Nodes.JsonNode.Parse(body)!["tail_cursor"]!;
    }
}
