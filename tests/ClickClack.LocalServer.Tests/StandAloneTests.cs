using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class StandAloneTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly TemporaryDirectory directory = new();
    private readonly HttpClient http = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        http.Dispose();
        directory.Dispose();
    }

    [Fact]
    public async Task It_says_where_it_listens_and_how_to_open_the_playground()
    {
        using var server = ServerProcess.Start(["--port", "0"]);

        var address = await server.AddressAsync();

        Assert.Equal("127.0.0.1", address.Host);
        Assert.Matches($"^playground: {address.GetLeftPart(UriPartial.Authority)}/#[0-9a-z]{{32}}$", await server.ReadLineAsync());
    }

    [Theory]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task A_signal_stops_it_within_two_seconds_even_with_an_open_socket(int signal)
    {
        Directory.CreateDirectory(directory.Path);
        var state = Path.Combine(directory.Path, "state.json");
        using var server = ServerProcess.Start(["--port", "0"], state);
        var address = await server.AddressAsync();
        await server.ReadLineAsync();
        var start = JsonNode.Parse(await File.ReadAllTextAsync(state, Stop))!;
        using var socket = await EventSocket.OpenAsync(
            new($"ws://{address.Authority}/api/realtime/ws?workspace_id={start["workspace"]!["id"]}"), (string)start["bots"]![0]!["token"]!);
        var before = TimeProvider.System.GetTimestamp();

        server.Signal(signal);
        var (exitCode, errors) = await server.WaitAsync();

        Assert.InRange(TimeProvider.System.GetElapsedTime(before), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(0, exitCode);
        Assert.Equal("", errors);
    }

    [Fact]
    public async Task The_state_file_tells_other_programs_what_they_need()
    {
        Directory.CreateDirectory(directory.Path);
        var state = Path.Combine(directory.Path, "state.json");
        using var server = ServerProcess.Start(["--port", "0"], state);
        var address = await server.AddressAsync();

        var start = JsonNode.Parse(await File.ReadAllTextAsync(state, Stop))!;

        Assert.Equal(address.GetLeftPart(UriPartial.Authority), (string)start["base_url"]!);
        Assert.Equal(["general", "random"], start["channels"]!.AsObject().Select(channel => channel.Key));
        Assert.Equal(["Olivia Owner", "Max Member"], start["users"]!.AsArray().Select(user => (string)user!["display_name"]!));
        Assert.Equal(["service-bot", "owned-bot"], start["bots"]!.AsArray().Select(bot => (string)bot!["handle"]!));
        Assert.Equal(12, start["bots"]![0]!["scopes"]!.AsArray().Count);
        FileModes.IsOwnerOnly(state);
        Assert.Single(Directory.GetFiles(directory.Path));
    }

    [Theory]
    [InlineData("--port")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "x")]
    [InlineData("--data")]
    [InlineData("--verbose")]
    [InlineData("--listen", "everywhere")]
    [InlineData("admin", "bot", "create", "--data", "x")]
    public async Task Bad_arguments_are_one_line_and_exit_code_1(params string[] arguments)
    {
        using var server = ServerProcess.Start(arguments);

        var (exitCode, errors) = await server.WaitAsync();

        Assert.Equal(1, exitCode);
        Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Contains("usage:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_one_line_and_exit_code_1()
    {
        await using var first = await LocalServer.StartAsync(cancellationToken: Stop);
        using var second = ServerProcess.Start(["--port", first.BaseUrl.Port.ToString(null as IFormatProvider)]);

        var (exitCode, errors) = await second.WaitAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_machines_are_let_in_only_when_asked_for()
    {
        using var refused = ServerProcess.Start(["--listen", "0.0.0.0"]);
        var (exitCode, errors) = await refused.WaitAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("--allow-remote", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);

        using var server = ServerProcess.Start(["--listen", "0.0.0.0", "--allow-remote", "--polite", "--test-mode"]);
        using var answer = await http.GetAsync(new Uri(await server.AddressAsync(), "/healthz"), Stop);
        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_operator_changes_a_running_server_by_command()
    {
        var data = Path.Combine(directory.Path, "data");
        using var server = ServerProcess.Start(["--data", data]);
        var address = await server.AddressAsync();

        using var created = ServerProcess.Start(
            ["admin", "bot", "create", "--data", data, "--workspace", "clickclack", "--name", "Deploy", "--handle", "deploy", "--scopes", "bot:write", "--plain"]);
        var token = await created.ReadLineAsync();
        Assert.Equal((0, ""), await created.WaitAsync());

        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/api/me"));
        request.Headers.Add("Authorization", $"Bearer {token}");
        using var me = await http.SendAsync(request, Stop);
        Assert.Contains("deploy", await me.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        using var refused = ServerProcess.Start(["admin", "token", "revoke", "--data", data, "--token", "btok_none"]);
        var (exitCode, errors) = await refused.WaitAsync();
        Assert.Equal((1, "no token found for id \"btok_none\""), (exitCode, errors.TrimEnd()));
    }

    [Fact]
    public async Task SIGKILL_loses_no_acknowledged_message()
    {
        var state = Path.Combine(directory.Path, "state.json");
        Directory.CreateDirectory(directory.Path);
        var data = Path.Combine(directory.Path, "data");
        var acknowledged = new List<string>();
        using (var server = ServerProcess.Start(["--data", data], state))
        {
            await server.AddressAsync();
            var start = JsonNode.Parse(await File.ReadAllTextAsync(state, Stop))!;
            var posters = Enumerable.Range(0, 4).Select(i => PostUntilDeathAsync(start, i, acknowledged)).ToList();
            while (Count() < 200)
            {
                await Task.Yield();
            }
            server.Kill();
            await Task.WhenAll(posters);
        }

        using var again = ServerProcess.Start(["--data", data], state);
        await again.AddressAsync();
        var restarted = JsonNode.Parse(await File.ReadAllTextAsync(state, Stop))!;
        var stored = new HashSet<string>();
        for (long after = 0; ;)
        {
            var page = await GetAsync(restarted, $"/api/channels/{restarted["channels"]!["general"]}/messages?limit=200&after_seq={after}");
            stored.UnionWith(page["messages"]!.AsArray().Select(message => (string)message!["id"]!));
            if (!(bool)page["has_newer"]!)
            {
                break;
            }
            after = (long)page["newest_seq"]!;
        }
        Assert.Empty(acknowledged.Except(stored));

        int Count()
        {
            lock (acknowledged)
            {
                return acknowledged.Count;
            }
        }
    }

    private async Task PostUntilDeathAsync(JsonNode start, int poster, List<string> acknowledged)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                using var request = Request(HttpMethod.Post, start, $"/api/channels/{start["channels"]!["general"]}/messages");
                request.Content = new StringContent($$"""{"body":"{{poster}} {{i}}"}""");
                using var response = await http.SendAsync(request, Stop);
                var id = (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!["message"]!["id"]!;
                lock (acknowledged)
                {
                    acknowledged.Add(id);
                }
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private async Task<JsonNode> GetAsync(JsonNode start, string path)
    {
        using var request = Request(HttpMethod.Get, start, path);
        using var response = await http.SendAsync(request, Stop);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Stop))!;
    }

    private static HttpRequestMessage Request(HttpMethod method, JsonNode start, string path)
    {
        var request = new HttpRequestMessage(method, $"{start["base_url"]}{path}");
        request.Headers.Add("Authorization", $"Bearer {start["bots"]![0]!["token"]}");
        return request;
    }
}
