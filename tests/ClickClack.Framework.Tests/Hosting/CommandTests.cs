using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ClickClack.Framework.Tests.Hosting;

/// <summary>What the process prints and returns. One class, because the console is the process's.</summary>
[CollectionDefinition(nameof(CommandTests), DisableParallelization = true)] // The console is one for all tests, and property tests write to it.
[Collection(nameof(CommandTests))]
public sealed class CommandTests
{
    private const string InsecureHttp =
        "ClickClack:BaseUrl is http, which would show the token and every message to the network in between; use https, or set "
        + "ClickClack:AllowInsecureHttp to true if that network is yours";

    private static async Task<(int ExitCode, string Out, string Error)> RunAsync(IHost host, params string[] args)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        using var capturedOut = new StringWriter();
        using var capturedError = new StringWriter();
        Console.SetOut(capturedOut);
        Console.SetError(capturedError);
        try
        {
            return (await host.RunClickClackAsync(args), capturedOut.ToString(), capturedError.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    private static IHost Host(Action<ClickClackOptions> configure, ScriptedRoutes? routes = null) =>
        RunningBot.Build(routes ?? new ScriptedRoutes().Dm(_ => null), configure).Host;

    [Fact]
    public async Task Without_a_token_one_line_says_how_to_set_it()
    {
        (int exitCode, string output, string error) = await RunAsync(Host(options => options.BaseUrl = "http://127.0.0.1:1"));

        Assert.Equal(1, exitCode);
        Assert.Equal("ClickClack is not configured: set ClickClack:Token or CLICKCLACK_BOT_TOKEN", error.TrimEnd());
        Assert.Equal("", output);
    }

    [Theory]
    [InlineData("http://localhost:5000", false)]
    [InlineData("http://LOCALHOST/chat", false)]
    [InlineData("http://chat.localhost", false)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("http://127.8.9.10:1", false)]
    [InlineData("http://[::1]:1", false)]
    [InlineData("https://chat.example.com", false)]
    [InlineData("http://chat.example.com", true)]
    public void Plain_http_is_for_this_machine_unless_it_is_allowed(string baseUrl, bool allowed)
    {
        using IHost host = Host(options =>
        {
            options.BaseUrl = baseUrl;
            options.Token = ScriptedServer.Token;
            options.AllowInsecureHttp = allowed;
        });

        Assert.Equal(baseUrl, host.Services.GetRequiredService<IOptions<ClickClackOptions>>().Value.BaseUrl);
    }

    [Theory]
    [InlineData("ftp://chat.example.com", "ClickClack:BaseUrl must be an http or https address, not \"ftp://chat.example.com\"")]
    [InlineData("chat.example.com", "ClickClack:BaseUrl must be an http or https address, not \"chat.example.com\"")]
    [InlineData("", "ClickClack:BaseUrl is not set: the address of the ClickClack server, for example https://chat.example.com")]
    [InlineData("https://u:p@chat.example.com", "ClickClack:BaseUrl must not contain a user name or password")]
    [InlineData("https://chat.example.com/?x=1", "ClickClack:BaseUrl must not have a query or fragment: \"https://chat.example.com/\" is enough")]
    [InlineData("http://chat.example.com", InsecureHttp)]
    [InlineData("http://10.0.0.1:8080/chat", InsecureHttp)]
    [InlineData("http://127.0.0.1.example.com", InsecureHttp)]
    [InlineData("http://localhost.example.com", InsecureHttp)]
    [InlineData("http://notlocalhost", InsecureHttp)]
    [InlineData("http://0.0.0.0", InsecureHttp)]
    [InlineData("http://[fe80::1]", InsecureHttp)]
    [InlineData("ftp://user:secret@chat.example.com", "ClickClack:BaseUrl must be an http or https address")]
    [InlineData(ScriptedServer.Token, "ClickClack:BaseUrl contains the token: it is the address of the server alone, for example https://chat.example.com")]
    public async Task A_wrong_address_is_one_line(string baseUrl, string line)
    {
        (int exitCode, _, string error) = await RunAsync(Host(options =>
        {
            options.BaseUrl = baseUrl;
            options.Token = ScriptedServer.Token;
        }));

        Assert.Equal(1, exitCode);
        Assert.Equal(line, error.TrimEnd());
    }

    [Theory]
    [InlineData("hello")]
    [InlineData("ccb_")]
    [InlineData("sst_01k3session0of0a0person000")]
    public async Task What_cannot_be_a_bots_token_is_refused_before_the_server_is_asked(string token)
    {
        (int exitCode, _, string error) = await RunAsync(Host(options =>
        {
            options.BaseUrl = "http://127.0.0.1:1";
            options.Token = token;
        }));

        Assert.Equal(1, exitCode);
        Assert.StartsWith("ClickClack:Token is no bot's token: those begin with ccb_.", Assert.Single(error.TrimEnd().Split(Environment.NewLine)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_the_address_is_not_shown()
    {
        (int exitCode, _, string error) = await RunAsync(Host(options =>
        {
            options.BaseUrl = "https://hunter2secret";
            options.Token = "Hunter2Secret";
        }));

        Assert.Equal(1, exitCode);
        Assert.Contains("ClickClack:BaseUrl contains the token", error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2secret", error, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("BaseURI", "there is no setting ClickClack:BaseURI; did you mean ClickClack:BaseUrl?")]
    [InlineData("resume_within", "there is no setting ClickClack:resume_within; did you mean ClickClack:ResumeWithin?")]
    [InlineData("Zzz", "there is no setting ClickClack:Zzz; there are BaseUrl, Token, ")]
    public async Task A_setting_that_does_not_exist_is_one_line_that_names_the_nearest(string key, string line)
    {
        (IHost host, _) = RunningBot.Build(
            new ScriptedRoutes(),
            configure: null,
            services: builder => builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ClickClack:Token"] = ScriptedServer.Token,
                ["ClickClack:BaseUrl"] = "http://127.0.0.1:1",
                [$"ClickClack:{key}"] = "x",
            }));

        (int exitCode, _, string error) = await RunAsync(host);

        Assert.Equal(1, exitCode);
        Assert.StartsWith(line, Assert.Single(error.TrimEnd().Split(Environment.NewLine)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_in_the_settings_is_a_line_of_its_own()
    {
        (int exitCode, _, string error) = await RunAsync(Host(options =>
        {
            options.Token = "ccb_one two";
            options.BaseUrl = "http://127.0.0.1";
            options.ResumeWithin = TimeSpan.Zero;
            options.ReorderWindow = TimeSpan.FromSeconds(-1);
            options.MaxPending = 0;
            options.MaxAttempts = 0;
            options.MaxConcurrency = -1;
            options.ShutdownTimeout = TimeSpan.Zero;
        }));

        Assert.Equal(1, exitCode);
        Assert.Equal(
            [
                "ClickClack:Token contains a blank or a character that no token has; was it copied whole?",
                "ClickClack:ResumeWithin must be more than zero",
                "ClickClack:ReorderWindow must be more than zero",
                "ClickClack:MaxPending must be more than zero",
                "ClickClack:MaxAttempts must be more than zero",
                "ClickClack:MaxConcurrency must be more than zero",
                "ClickClack:ShutdownTimeout must be more than zero",
            ],
            error.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Missing_services_are_one_line()
    {
        (int exitCode, _, string error) = await RunAsync(Host(
            options =>
            {
                options.BaseUrl = "http://127.0.0.1:1";
                options.Token = ScriptedServer.Token;
            },
            new ScriptedRoutes().Requiring(typeof(IDisposable))));

        Assert.Equal(1, exitCode);
        Assert.StartsWith("handlers need services that nobody registered: System.IDisposable for Tests.Handler.Handle.", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task The_routes_are_listed_without_a_token()
    {
        (int exitCode, string output, string error) = await RunAsync(Host(_ => { }, new ScriptedRoutes().Channel("general", _ => null).Dm(_ => null)), "routes");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            ["#general                 Tests.Handler.Handle", "dm                       Tests.Handler.Handle"],
            output.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Routes_are_listed_with_what_else_decides_about_them()
    {
        ScriptedRoutes routes = new ScriptedRoutes()
            .Command("deploy", _ => (Reply?)null).With(new RouteLane(By.User, LaneMode.Latest)).Following()
            .Command("report", _ => (Reply?)null).With(new RouteLane(By.Thread, LaneMode.Debounce) { Quiet = TimeSpan.FromSeconds(1.5) })
            .Command("cancel", _ => (Reply?)null).With(new RouteLane(By.Conversation, LaneMode.Queue) { Priority = true });
        (_, string output, _) = await RunAsync(Host(_ => { }, routes), "routes");

        Assert.Equal(
            ["(latest by user; follows edits)", "(debounce by thread after 1.5 s)", "(queue by conversation, with priority)"],
            output.Split(Environment.NewLine).Take(3).Select(line => line[line.IndexOf('(', StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task A_bot_that_has_to_give_up_ends_the_process_with_1()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        server.Users[ScriptedServer.BotId]["kind"] = "human";
        (int exitCode, _, _) = await RunAsync(Host(options =>
        {
            options.BaseUrl = server.Address.ToString();
            options.Token = ScriptedServer.Token;
            options.StateDirectory = ":memory:";
        }));

        Assert.Equal(1, exitCode);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("help")]
    [InlineData("--environment", "Development", "-h")]
    public async Task Help_lists_the_verbs_and_needs_no_configuration(params string[] args)
    {
        (int exitCode, string output, string error) = await RunAsync(Host(_ => { }), args);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("routes ", output, StringComparison.Ordinal);
        Assert.Contains("dead-letters replay TRIGGER|all", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no verb \"route\"; did you mean routes?", "route")]
    [InlineData("there is no verb \"dead-leters list\"; did you mean dead-letters?", "dead-leters", "list")]
    [InlineData("there is no verb \"dead-letters\"", "dead-letters")]
    [InlineData("there is no verb \"dead-letters drop\"", "dead-letters", "drop")]
    [InlineData("there is no verb \"dance\"", "dance")]
    public async Task A_verb_that_does_not_exist_is_answered_with_those_that_do(string line, params string[] args)
    {
        (int exitCode, string output, string error) = await RunAsync(Host(_ => { }), args);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Equal(line, error.Split(Environment.NewLine)[0]);
        Assert.Contains("usage: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dead_letters_are_listed_replayed_and_dropped_from_the_command_line()
    {
        using var state = new TemporaryDirectory();
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        bool fails = true;
        ScriptedRoutes routes = ScriptedRoutes.Everywhere(message => fails ? throw new InvalidOperationException($"no {message.Text}") : message.Text);
        Action<ClickClackOptions> configure = options =>
        {
            options.BaseUrl = server.Address.ToString();
            options.Token = ScriptedServer.Token;
            options.StateDirectory = state.Path;
            options.MaxAttempts = 1;
            options.CheckScopes = false;
        };
        string first, second;
        await using (RunningBot bot = await RunningBot.StartLiveAsync(server, routes, configure))
        {
            (first, second) = (server.Say("one"), server.Say("two"));
            await Eventually.True(() => bot.Bot.DeadLetters.List().Count == 2, "both are given up");

            (int busy, _, string why) = await RunAsync(Host(configure, routes), "dead-letters", "list");
            Assert.Equal(1, busy);
            Assert.Contains("another process already runs this bot with the same state", why, StringComparison.Ordinal);
            await bot.StopAsync();
        }

        (int exitCode, string output, _) = await RunAsync(Host(configure, routes), "dead-letters", "list");
        Assert.Equal(0, exitCode);
        Assert.Contains($" m:{first}  Tests.Handler.Handle", output, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: no two", output, StringComparison.Ordinal);

        (exitCode, output, _) = await RunAsync(Host(configure, routes), "dead-letters", "drop", $"m:{first}");
        Assert.Equal((0, $"m:{first} is off the list"), (exitCode, output.Trim()));
        (exitCode, output, _) = await RunAsync(Host(configure, routes), "dead-letters", "drop", $"m:{first}");
        Assert.Equal((1, $"m:{first} is not listed"), (exitCode, output.Trim()));

        (exitCode, output, _) = await RunAsync(Host(configure, routes), "dead-letters", "replay", "all");
        Assert.Equal(1, exitCode);
        Assert.Contains($"m:{second} was given up again", output, StringComparison.Ordinal);
        fails = false;
        (exitCode, output, _) = await RunAsync(Host(configure, routes), "dead-letters", "replay", $"m:{second}");
        Assert.Equal(0, exitCode);
        Assert.Contains($"m:{second} is done", output, StringComparison.Ordinal);
        Assert.Equal(["two"], server.PostedBodies);
        (exitCode, output, _) = await RunAsync(Host(configure, routes), "dead-letters", "list");
        Assert.Equal((0, "no message was given up"), (exitCode, output.Trim()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hosted_service_that_fails_is_one_line_and_not_0(bool atStart)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        IHost host = RunningBot.Build(
            ScriptedRoutes.Everywhere(_ => null),
            options => (options.BaseUrl, options.Token, options.StateDirectory) = (server.Address.ToString(), ScriptedServer.Token, ":memory:"),
            services: builder => builder.Services.AddHostedService(_ => new Failing(atStart))).Host;

        (int exitCode, _, string error) = await RunAsync(host);

        Assert.Equal(1, exitCode);
        string line = Assert.Single(error.TrimEnd().Split(Environment.NewLine));
        Assert.StartsWith("the application ends: ", line, StringComparison.Ordinal);
        Assert.EndsWith("InvalidOperationException: no database", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_the_program_that_do_not_bind_are_one_line()
    {
        IHost host = RunningBot.Build(
            ScriptedRoutes.Everywhere(_ => null),
            options => (options.BaseUrl, options.Token, options.StateDirectory) = ("http://127.0.0.1:1", ScriptedServer.Token, ":memory:"),
            services: builder => builder.Services.AddOptions<CooldownOptions>().Validate(_ => false, "Standup:Hour must be from 0 to 23").ValidateOnStart()).Host;

        (int exitCode, _, string error) = await RunAsync(host);

        Assert.Equal(1, exitCode);
        Assert.Equal("the application ends: CooldownOptions: Standup:Hour must be from 0 to 23", error.TrimEnd());
    }

    [Theory]
    [InlineData("""{ "ClickClack": "http://127.0.0.1" }""", "ClickClack is a section with settings such as ClickClack:BaseUrl, and no setting itself (FILE, line 1)")]
    [InlineData("{\n  // comment\n  \"ClickClak\": {\n    \"BaseUrl\": \"http://127.0.0.1\",\n  }\n}", "there is no section ClickClak; did you mean ClickClack? (FILE, line 3)")]
    [InlineData("{\n  \"ClickClack\": {\n    \"BaseUri\": \"http://127.0.0.1\"\n  }\n}", "there is no setting ClickClack:BaseUri; did you mean ClickClack:BaseUrl? (FILE, line 3)")]
    [InlineData("{}", "ClickClack is not configured: set ClickClack:Token or CLICKCLACK_BOT_TOKEN; looked at the environment and at FILE, ELSE (not there)")]
    public async Task A_mistake_in_a_settings_file_is_said_with_file_and_line(string content, string line)
    {
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "appsettings.json");
        string other = Path.Combine(directory.Path, "appsettings.Production.json");
        await File.WriteAllTextAsync(file, content, TestContext.Current.CancellationToken);
        IHost host = RunningBot.Build(
            ScriptedRoutes.Everywhere(_ => null),
            configure: null,
            services: builder => builder.Configuration.AddJsonFile(file).AddJsonFile(other, optional: true)).Host;

        (int exitCode, _, string error) = await RunAsync(host);

        Assert.Equal(1, exitCode);
        Assert.Contains(
            line.Replace("FILE", file, StringComparison.Ordinal).Replace("ELSE", other, StringComparison.Ordinal),
            error.TrimEnd().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("missing", "is not there")]
    [InlineData("", "is empty")]
    [InlineData("long", "is larger than any token")]
    public async Task A_tokens_file_that_cannot_serve_is_one_line(string content, string problem)
    {
        using var directory = new TemporaryDirectory();
        string file = Path.Combine(directory.Path, "token");
        if (content != "missing")
        {
            await File.WriteAllTextAsync(file, content == "long" ? new string('x', 5000) : content, TestContext.Current.CancellationToken);
        }

        (int exitCode, _, string error) = await RunAsync(Host(options => (options.BaseUrl, options.TokenFile) = ("http://127.0.0.1:1", file)));

        Assert.Equal(1, exitCode);
        Assert.Equal($"ClickClack:TokenFile: the file {file} {problem}", error.TrimEnd());
    }

    [Fact]
    public async Task A_host_without_the_bot_says_what_is_missing()
    {
        using IHost host = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null).Build();

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunClickClackAsync([]));
        Assert.Equal("Call builder.AddClickClack() before Build().", error.Message);
    }

    private sealed class Failing(bool atStart) : BackgroundService
    {
        public override Task StartAsync(CancellationToken cancellationToken) =>
            atStart ? throw new InvalidOperationException("no database") : base.StartAsync(cancellationToken);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("no database");
        }
    }
}
