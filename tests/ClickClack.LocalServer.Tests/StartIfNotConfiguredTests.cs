using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ClickClack.Local.Tests;

/// <summary>One after the other: they use the environment and the standard output of the process.</summary>
public sealed class StartIfNotConfiguredTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CLICKCLACK_LOCAL_STATE", null);
        Environment.SetEnvironmentVariable("CLICKCLACK_BOT_TOKEN", null);
        directory.Dispose();
    }

    [Fact]
    public async Task A_bot_without_settings_gets_a_server_and_the_settings_for_it()
    {
        var builder = Builder();

        var (server, output) = await StartAsync(builder);

        await using (server)
        {
            Assert.Equal("Echo", server!.Bots[0].DisplayName);
            Assert.Equal(server.BaseUrl.GetLeftPart(UriPartial.Authority), builder.Configuration["ClickClack:BaseUrl"]);
            Assert.Equal(server.Bots[0].Token, builder.Configuration["ClickClack:Token"]);
            Assert.Equal(server.Workspace.Id, builder.Configuration["ClickClack:Workspace"]);
            Assert.Equal(":memory:", builder.Configuration["ClickClack:StateDirectory"]);
            Assert.Matches(
                $"^no ClickClack:BaseUrl or token is configured: the bot gets a local server of its own\nplayground: {server.BaseUrl}#[0-9a-z]{{32}}\n$",
                output);
        }
    }

    [Theory]
    [InlineData("ClickClack:BaseUrl")]
    [InlineData("ClickClack:Token")]
    [InlineData("ClickClack:Accounts:one:Token")]
    public async Task A_bot_with_settings_gets_none(string key) => Assert.Null((await StartAsync(Builder((key, "x")))).Server);

    [Fact]
    public async Task A_bot_with_a_token_in_the_environment_gets_none()
    {
        Environment.SetEnvironmentVariable("CLICKCLACK_BOT_TOKEN", "ccb_x");

        Assert.Null((await StartAsync(Builder())).Server);
    }

    [Fact]
    public async Task Only_development_gets_one() => Assert.Null((await StartAsync(Builder("Production", []))).Server);

    [Fact]
    public async Task With_a_data_directory_server_and_bot_keep_their_state_there()
    {
        var builder = Builder(("data", directory.Path));

        var (server, _) = await StartAsync(builder);
        await using (server)
        {
            Assert.True(File.Exists(Path.Combine(directory.Path, "clickclack.db")));
            Assert.Equal(Path.Combine(directory.Path, "bot"), builder.Configuration["ClickClack:StateDirectory"]);
        }
    }

    [Fact]
    public async Task A_configured_state_directory_stays()
    {
        var builder = Builder(("ClickClack:StateDirectory", "/elsewhere"));

        var (server, _) = await StartAsync(builder);
        await using (server)
        {
            Assert.Equal("/elsewhere", builder.Configuration["ClickClack:StateDirectory"]);
        }
    }

    [Fact]
    public async Task The_state_file_is_written_once_the_bot_is_live()
    {
        Directory.CreateDirectory(directory.Path);
        var state = Path.Combine(directory.Path, "state.json");
        Environment.SetEnvironmentVariable("CLICKCLACK_LOCAL_STATE", state);
        var (server, _) = await StartAsync(Builder());
        await using var running = server!;
        Assert.False(File.Exists(state));

        using var socket = await EventSocket.OpenAsync(
            new($"ws://{running.BaseUrl.Authority}/api/realtime/ws?workspace_id={running.Workspace.Id}"), running.Bots[0].Token);

        while (!File.Exists(state))
        {
            await Task.Delay(5, Stop);
        }
        Assert.Equal("echo", (string)JsonNode.Parse(await File.ReadAllTextAsync(state, Stop))!["bots"]![0]!["handle"]!);
    }

    private static HostApplicationBuilder Builder(params (string Key, string Value)[] settings) => Builder("Development", settings);

    private static HostApplicationBuilder Builder(string environment, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return builder;
    }

    private static async Task<(LocalServer? Server, string Output)> StartAsync(HostApplicationBuilder builder)
    {
        var console = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            return (await LocalServer.StartIfNotConfiguredAsync(builder, Stop), output.ToString());
        }
        finally
        {
            Console.SetOut(console);
        }
    }
}
