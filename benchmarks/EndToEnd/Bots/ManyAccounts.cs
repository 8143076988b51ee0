using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace ClickClack.EndToEnd.Bots;

/// <summary>
/// Many accounts in one process. The first one comes alone, so that what the process itself needs is not counted for the others, which come
/// all at once when the driver says so.
/// </summary>
internal sealed class ManyAccounts
{
    public const string StartOthers = "start-others";
    public const string TokensVariable = "END_TO_END_TOKENS";

    private readonly Conversation conversation;
    private readonly int count;
    private int live;

    private ManyAccounts(Conversation conversation, int count)
    {
        this.conversation = conversation;
        this.count = count;
    }

    /// <summary>A host for each account: the framework runs one account a host.</summary>
    public static async Task<int> RunFrameworkAsync(Conversation conversation)
    {
        var all = BotSettings.FromEnvironment();
        var tokens = Tokens();
        var many = new ManyAccounts(conversation, tokens.Length);
        var hosts = new List<IHost>();
        await many.RunAsync(async index =>
        {
            var builder = Host.CreateEmptyApplicationBuilder(new());
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ClickClack:BaseUrl"] = all.BaseUrl.OriginalString,
                ["ClickClack:Token"] = tokens[index],
                ["ClickClack:Workspace"] = all.Workspace,
                ["ClickClack:StateDirectory"] = all.StateDirectory,
            });
            builder.Logging.AddProvider(new LiveLog(many.CameLive));
            builder.AddClickClack();
            var host = builder.Build();
            hosts.Add(host);
            await host.StartAsync();
        });
        await Task.WhenAll(hosts.Select(host => host.StopAsync()));
        return 0;
    }

    /// <summary>A loop by hand for each account, on one HTTP client's connections.</summary>
    public static async Task<int> RunRawAsync(Conversation conversation)
    {
        var all = BotSettings.FromEnvironment();
        var tokens = Tokens();
        var many = new ManyAccounts(conversation, tokens.Length);
        using var stop = new CancellationTokenSource();
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        var running = new List<Task>();
        await many.RunAsync(index =>
        {
            var settings = all with { Token = tokens[index], StateDirectory = Path.Combine(all.StateDirectory, $"{index}") };
            var http = new HttpClient(handler, disposeHandler: false) { BaseAddress = settings.BaseUrl };
            http.DefaultRequestHeaders.Authorization = new("Bearer", settings.Token);
            running.Add(Task.Run(() => new RawBot(http, settings, 1, hydrates: false, many.CameLive).RunAsync(stop.Token)));
            return Task.CompletedTask;
        });
        await stop.CancelAsync();
        await Task.WhenAll(running);
        return 0;
    }

    private static string[] Tokens() =>
        JsonSerializer.Deserialize(File.ReadAllBytes(BotSettings.Value(TokensVariable)), WireJson.Default.StringArray)!;

    private async Task RunAsync(Func<int, Task> start)
    {
        await start(0);
        while (await Console.In.ReadLineAsync() is { } line && line != StartOthers)
        {
            if (line == Conversation.Collect)
            {
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            }
            conversation.Say(line);
        }
        for (var i = 1; i < count; i++)
        {
            await start(i);
        }
        conversation.Say(StartOthers);
        await conversation.ListenAsync();
    }

    private void CameLive()
    {
        var now = Interlocked.Increment(ref live);
        if (now == 1 || now == count)
        {
            conversation.Say(Conversation.Live);
        }
        else if (now > count && now % count == 0)
        {
            conversation.Say(Conversation.LiveAgain);
        }
    }
}
