using System.Text.Json;

namespace ClickClack.Local.Tests.Conformance;

/// <summary>
/// Scripted conversations, each with a fresh server: every file in this folder is played, and every answer and event compared as a
/// whole. <c>README.md</c> describes the files. Several classes, because xunit runs classes side by side and the tests of one class
/// one after the other.
/// </summary>
public abstract class ConformanceTests : LocalServerTest
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Conformance");

    /// <summary>The scenarios whose files begin with these numbers.</summary>
    public static TheoryData<string> Scenarios(int first, int last) => new(Directory.GetFiles(Folder, "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Where(name => int.Parse(name.Split('-')[0], null) is var number && number >= first && number <= last)
        .Order(StringComparer.Ordinal));

    protected async Task PlayAsync(string scenario)
    {
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, scenario + ".json"), Stop));
        var tokens = new Dictionary<string, string>
        {
            ["owner"] = Owner.Token, ["member"] = Member.Token, ["bot1"] = Bot.Token, ["bot2"] = OtherBot.Token,
        };
        using var player = new ScenarioPlayer(Server.BaseUrl, tokens, await StartValuesAsync(tokens));
        var failures = new List<string>();
        var number = 0;
        foreach (var step in file.RootElement.GetProperty("steps").EnumerateArray())
        {
            number++;
            var soft = step.TryGetProperty("soft", out var paths) ? paths.EnumerateArray().Select(path => path.GetString()!).ToHashSet() : [];
            foreach (var difference in await player.PlayAsync(step, Stop))
            {
                var line = $"step {number}, {Describe(step)}: {difference}";
                if (soft.Contains(difference.Path))
                {
                    TestContext.Current.TestOutputHelper?.WriteLine(line);
                }
                else
                {
                    failures.Add(line);
                }
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private async Task<Values> StartValuesAsync(Dictionary<string, string> tokens)
    {
        var values = new Values
        {
            ["run"] = "abcdef",
            ["base_url"] = Server.BaseUrl.AbsoluteUri.TrimEnd('/'),
            ["host"] = Server.BaseUrl.Authority,
            ["ws"] = Workspace,
            ["ws.route_id"] = (await GetAsync(Owner.Token, $"/api/workspaces/{Workspace}")).Text("workspace.route_id"),
            ["ws.slug"] = Server.Workspace.Slug,
            ["ws.name"] = Server.Workspace.Name,
            ["general"] = General.Id,
            ["random"] = Server.Channels[1].Id,
            ["bot1.token_id"] = Bot.TokenId,
            ["bot2.token_id"] = OtherBot.TokenId,
        };
        foreach (var (actor, token) in tokens)
        {
            var me = await GetAsync(token, "/api/me");
            values[actor] = me.Text("user.id");
            values[actor + ".token"] = token;
            values[actor + ".display_name"] = me.Text("user.display_name");
            values[actor + ".handle"] = me.Text("user.handle");
            values[actor + ".avatar_url"] = me.Text("user.avatar_url");
        }
        return values;
    }

    private static string Describe(JsonElement step) => step.TryGetProperty("http", out var http)
        ? $"{http.GetProperty("as")}: {http.GetProperty("method")} {http.GetProperty("path")}"
        : $"socket: {step.GetProperty("ws").EnumerateObject().First(member => member.Name != "conn").Name}";
}

public sealed class AccessConformanceTests : ConformanceTests
{
    [Theory, MemberData(nameof(Scenarios), 0, 14)]
    public Task Is_answered_as_recorded(string scenario) => PlayAsync(scenario);
}

public sealed class MessageConformanceTests : ConformanceTests
{
    [Theory, MemberData(nameof(Scenarios), 15, 39)]
    public Task Is_answered_as_recorded(string scenario) => PlayAsync(scenario);
}

public sealed class ExtrasConformanceTests : ConformanceTests
{
    [Theory, MemberData(nameof(Scenarios), 40, 59)]
    public Task Is_answered_as_recorded(string scenario) => PlayAsync(scenario);
}

public sealed class LimitConformanceTests : ConformanceTests
{
    [Theory, MemberData(nameof(Scenarios), 60, 99)]
    public Task Is_answered_as_recorded(string scenario) => PlayAsync(scenario);
}
