using EchoBot.Tests.Processes;

namespace EchoBot.Tests;

/// <summary>Mistakes of configuration: one clear message, exit code 1, no stack trace, no token.</summary>
public sealed class ConfigurationTests
{
    private const string Token = "ccb_01k3secretsecretsecretsecre";

    [Fact]
    public async Task Without_a_token_it_says_how_to_set_one()
    {
        RunningProgram program = await RunToEndAsync([]);
        await using var _ = program;

        Assert.Contains(
            program.Output,
            line => line.StartsWith("ClickClack is not configured: set ClickClack:Token or CLICKCLACK_BOT_TOKEN; looked at the environment and at ", StringComparison.Ordinal)
                && line.Contains("appsettings.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_base_url_that_is_not_http_is_named()
    {
        RunningProgram program = await RunToEndAsync(new() { ["ClickClack__Token"] = Token, ["ClickClack__BaseUrl"] = "ftp://chat.example.com" });
        await using var _ = program;

        Assert.Contains("ClickClack:BaseUrl must be an http or https address, not \"ftp://chat.example.com\"", program.Output);
    }

    [Fact]
    public async Task A_setting_that_cannot_be_read_is_named()
    {
        RunningProgram program = await RunToEndAsync(new()
        {
            ["ClickClack__Token"] = Token,
            ["ClickClack__BaseUrl"] = "http://127.0.0.1:9",
            ["ClickClack__ResumeWithin"] = "tomorrow",
        });
        await using var _ = program;

        Assert.Contains(program.Output, line => line.Contains("ClickClack:ResumeWithin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_asked_again_and_that_is_said_once()
    {
        await using var bot = new BotProgram("http://127.0.0.1:9", Token, "clickclack");
        await using RunningProgram program = bot.StartOnly();

        await program.WaitForLineAsync("the server does not answer");
        TimeSpan took = await program.InterruptAsync();

        Assert.Equal(0, program.ExitCode);
        Assert.True(took < TimeSpan.FromSeconds(5), $"{took.TotalSeconds:0.0} s");
        Assert.Single(program.Output, line => line.Contains("the server does not answer", StringComparison.Ordinal));
        AssertClean(program);
    }

    [Fact]
    public async Task An_unknown_workspace_is_named_with_those_the_token_sees()
    {
        await using var server = new ServerProgram();
        await server.RunAsync();
        await using var bot = new BotProgram((string)server.Start["base_url"]!, (string)server.Start["bots"]![0]!["token"]!, "nowhere");
        await using RunningProgram program = bot.StartOnly();

        await program.WaitForLineAsync("workspace not found: \"nowhere\". This token sees: ");
        await program.ExitAsync();

        Assert.Equal(1, program.ExitCode);
        AssertClean(program);
    }

    [Fact]
    public async Task A_token_the_server_does_not_know_ends_the_bot_with_the_reason()
    {
        await using var server = new ServerProgram();
        await server.RunAsync();
        await using var bot = new BotProgram((string)server.Start["base_url"]!, Token, "clickclack");
        await using RunningProgram program = bot.StartOnly();

        await program.WaitForLineAsync("the server does not accept the token");
        await program.ExitAsync();

        Assert.Equal(1, program.ExitCode);
        AssertClean(program);
    }

    [Fact]
    public async Task A_second_process_on_the_same_state_refuses_and_names_the_first()
    {
        await using var server = new ServerProgram();
        await server.RunAsync();
        await using var bot = new BotProgram((string)server.Start["base_url"]!, (string)server.Start["bots"]![0]!["token"]!, "clickclack");
        await bot.RunAsync();
        await using RunningProgram second = bot.StartOnly();

        string line = await second.WaitForLineAsync("another process already runs this bot");
        await second.ExitAsync();

        Assert.Equal(1, second.ExitCode);
        Assert.Contains("process ", line, StringComparison.Ordinal);
        AssertClean(second);
    }

    [Fact]
    public async Task A_second_bot_on_the_same_local_data_says_so_and_ends()
    {
        string data = Directory.CreateTempSubdirectory("clickclack-data-").FullName;
        var environment = new Dictionary<string, string?> { ["DOTNET_ENVIRONMENT"] = "Development" };
        await using (RunningProgram first = RunningProgram.Start("dotnet", ["exec", Repository.EchoBot, "--data", data], environment))
        {
            await first.WaitForLineAsync("live: @echo");
            await using RunningProgram second = RunningProgram.Start("dotnet", ["exec", Repository.EchoBot, "--data", data], environment);

            await second.WaitForLineAsync($"--data {data} cannot be used: Another server uses {data}.");
            await second.ExitAsync();

            Assert.Equal(1, second.ExitCode);
            AssertClean(second);
        }

        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task An_address_where_no_server_is_mounted_is_named()
    {
        await using var server = new ServerProgram();
        await server.RunAsync();
        await using var bot = new BotProgram($"{server.Start["base_url"]}/elsewhere", (string)server.Start["bots"]![0]!["token"]!, "clickclack");
        await using RunningProgram program = bot.StartOnly();

        await program.WaitForLineAsync("is ClickClack:BaseUrl right?");
        await program.ExitAsync();

        Assert.Equal(1, program.ExitCode);
        AssertClean(program);
    }

    private static async Task<RunningProgram> RunToEndAsync(Dictionary<string, string?> environment)
    {
        environment["DOTNET_ENVIRONMENT"] = "Production";
        RunningProgram program = RunningProgram.Start("dotnet", ["exec", Repository.EchoBot], environment);
        await program.ExitAsync();
        Assert.Equal(1, program.ExitCode);
        AssertClean(program);
        return program;
    }

    private static void AssertClean(RunningProgram program)
    {
        Assert.DoesNotContain(program.Output, line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
        Assert.DoesNotContain(program.Output, line => line.Contains(Token, StringComparison.Ordinal));
    }
}
