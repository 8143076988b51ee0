using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClickClack.Wire.Tests.Bot;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Crashes;

/// <summary>A server with people, and a bot that dies and is started again on what it left.</summary>
internal sealed class CrashScene : IAsyncDisposable
{
    private readonly QuickTime time = new();
    private readonly Dictionary<string, byte[]> left = new(StringComparer.Ordinal);
    private readonly LocalServer server;

    private CrashScene(LocalServer server) => this.server = server;

    private LocalBot Echo => server.Bots[0];

    private LocalPerson Olivia => server.People[0];

    private LocalChannel General => server.Channels[0];

    private LocalChannel Random => server.Channels.First(channel => channel.Name == "random");

    public static async Task<CrashScene> StartAsync() =>
        new(await LocalServer.StartAsync(new LocalServerOptions { Seed = LocalSeed.ForBot("Echo", "echo") }));

    /// <summary>Asks, lets the bot die at a point, starts it again, and waits until there is nothing left to do.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="end">Where the first life ends; null for nowhere.</param>
    /// <param name="then">What happens to the question once it was answered; the first life's points are those from there on. Null for nothing.</param>
    public async Task<Outcome> RunAsync(string command, CrashPoint? end, Func<CrashScene, LocalMessage, Task>? then = null)
    {
        var life = new Life(end);
        LocalMessage asked;
        IReadOnlyList<string> groups = [.. (await GroupsAsync()).Select(IdOf)];
        int before = (await SaidAsync(Random)).Count;
        await using (RunningBot bot = await StartBotAsync(life))
        {
            if (then is null)
            {
                life.Begin();
            }

            asked = await Olivia.SayAsync(General, "/" + command);
            if (then is not null)
            {
                await QuietAsync(bot, life);
                life.Begin();
                await then(this, asked);
            }

            await QuietAsync(bot, life);
            if (!life.IsDead)
            {
                return await JudgeAsync(asked, groups, before, life, bot);
            }
        }

        await using RunningBot again = await StartBotAsync(new Life(null));
        await QuietAsync(again, life: null);
        return await JudgeAsync(asked, groups, before, life, again);
    }

    /// <summary>Its author edits a message.</summary>
    public Task EditAsync(LocalMessage message, string text) => AskAsync(HttpMethod.Patch, $"/api/messages/{message.Id}", new { body = text });

    /// <summary>Its author deletes a message.</summary>
    public Task DeleteAsync(LocalMessage message) => AskAsync(HttpMethod.Delete, $"/api/messages/{message.Id}");

    public Task ReactAsync(LocalMessage message, string emoji) => AskAsync(HttpMethod.Post, $"/api/messages/{message.Id}/reactions", new { emoji });

    public Task PinAsync(LocalMessage message) => AskAsync(HttpMethod.Post, $"/api/channels/{General.Id}/pins", new { message_id = message.Id });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string IdOf(JsonNode node) => (string)node["id"]!;

    private async Task<RunningBot> StartBotAsync(Life life)
    {
        RunningBot bot = await RunningBot.StartAsync(
            server.BaseUrl,
            Echo.Token,
            ":memory:",
            time,
            static options =>
            {
                // A dead process does not wait, and what is typed depends on the clock.
                options.ShutdownTimeout = TimeSpan.FromMilliseconds(20);
                options.Typing = false;
            },
            services: services =>
            {
                services.AddSingleton<IStateStore>(new MortalState(left, life));
                services.AddHttpClient("ClickClack").AddHttpMessageHandler(() => new MortalRequests(life));
                services.AddSingleton(new Answers.People([new UserId(Olivia.Id), new UserId(server.People[1].Id)]));
            });
        await bot.LiveAsync();
        return bot;
    }

    /// <summary>Ends when what is said next was answered, and nothing is left to do; or with the life of the bot.</summary>
    private async Task QuietAsync(RunningBot bot, Life? life)
    {
        LocalMessage last = await Olivia.SayAsync(General, "and then?");
        await Eventually.TrueAsync(
            async () => life?.IsDead == true
                || ((await SaidAsync(General)).Any(message => message.QuotedMessageId == last.Id)
                    && bot.Bot.Status.UnfinishedEvents == 0
                    && !HasPlans()),
            "nothing is left to do",
            () => $"{bot.Bot.Status.UnfinishedEvents} unfinished, plans: {HasPlans()}, last answered: {SaidAsync(General).Result.Any(message => message.QuotedMessageId == last.Id)}\n{bot.Log}");
    }

    private bool HasPlans()
    {
        lock (left)
        {
            return left.Keys.Any(name => name.StartsWith("journal/", StringComparison.Ordinal));
        }
    }

    private async Task<Outcome> JudgeAsync(LocalMessage asked, IReadOnlyList<string> groupsBefore, int elsewhereBefore, Life life, RunningBot bot)
    {
        var groups = new List<IReadOnlyList<string>>();
        foreach (JsonNode group in (await GroupsAsync()).Where(group => !groupsBefore.Contains(IdOf(group))))
        {
            groups.Add([.. (await Olivia.ReadAsync(new LocalConversation(IdOf(group)))).Select(message => message.Body)]);
        }

        IReadOnlyList<LocalMessage> answers =
        [
            .. (await SaidAsync(General)).Where(message =>
                message.Seq > asked.Seq && message.Body.Length > 0 && !message.Body.StartsWith("echo: and then", StringComparison.Ordinal)),
        ];
        var files = new List<string>();
        foreach (LocalMessage answer in answers)
        {
            JsonNode message = (await AskAsync($"/api/messages/{answer.Id}"))["message"]!;
            foreach (JsonNode? file in message["attachments"]?.AsArray() ?? [])
            {
                files.Add(await DownloadAsync(IdOf(file!)));
            }
        }

        return new Outcome(
            life,
            asked,
            answers,
            [.. (await Olivia.ReadRepliesAsync(asked)).Where(reply => reply.AuthorId == Echo.Id).Select(reply => reply.Body)],
            files,
            groups,
            [.. (await SaidAsync(Random)).Skip(elsewhereBefore).Select(message => message.Body)],
            [.. bot.Bot.DeadLetters.List().Where(letter => letter.Trigger == $"m:{asked.Id}").Select(letter => letter.Error)]);
    }

    private async Task<IReadOnlyList<LocalMessage>> SaidAsync(LocalChannel channel) =>
        [.. (await Olivia.ReadAsync(channel)).Where(message => message.AuthorId == Echo.Id)];

    private async Task<IReadOnlyList<JsonNode>> GroupsAsync() =>
        [.. (await AskAsync($"/api/dms?workspace_id={server.Workspace.Id}"))["conversations"]!.AsArray().Where(node => node!["members"]!.AsArray().Count > 2).Select(node => node!)];

    private async Task<JsonNode> AskAsync(string path) => JsonNode.Parse(await GetAsync(path, static content => content.ReadAsStringAsync()))!;

    private async Task AskAsync(HttpMethod method, string path, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = server.BaseUrl };
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", Olivia.Token);
        using HttpResponseMessage response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    private Task<string> DownloadAsync(string upload) => GetAsync($"/api/uploads/{upload}", static content => content.ReadAsStringAsync());

    private async Task<string> GetAsync(string path, Func<HttpContent, Task<string>> read)
    {
        using var http = new HttpClient { BaseAddress = server.BaseUrl };
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", Olivia.Token);
        using HttpResponseMessage response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await read(response.Content);
    }
}
