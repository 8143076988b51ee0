using System.Diagnostics;
using ClickClack.EndToEnd.Bots;

namespace ClickClack.EndToEnd.Driver;

/// <summary>A run: everything that is measured, on one server.</summary>
internal sealed class Scenarios(Settings settings, ServerProcess server, string directory, Results results)
{
    public const string Framework = "(d) framework";

    private const string Hosted = "(h) 8-way in a host";
    private const double Mebi = 1024 * 1024;
    private const double PerSecond = 50;

    private static readonly (string Name, string Child)[] Bots =
    [
        ("(a) sequential", Children.Sequential),
        ("(b) 8-way", Children.EightWays),
        ("(c) hydrating", Children.Hydrating),
        (Framework, Children.Framework),
    ];

    private static readonly TimeSpan ForSurplusAnswers = TimeSpan.FromMilliseconds(300);

    private int states;

    /// <summary>Not measured: a server that has just started is slow, and the first bot would pay for it.</summary>
    public async Task WarmServerUpAsync()
    {
        foreach (var child in new[] { Children.Sequential, Children.Hydrating })
        {
            await AnswerLiveAsync(new("", ""), "", child, [await server.AddChannelAsync()], 0, _ => Task.CompletedTask, isBurst: false);
        }
        await new Posters(server).BurstAsync([await server.AddChannelAsync()], settings.Burst);
    }

    /// <summary>From the start of the process to the open socket, without a saved place.</summary>
    public async Task StartAsync()
    {
        const string What = "From the start of the process to the open socket, with nothing saved before. (h) is (b) run by Host.CreateApplicationBuilder, as (d) is";
        await StartAsync(results.In("Start", $"{What}."), Environment.ProcessPath!);
        if (settings.Published is { } directory)
        {
            await StartAsync(results.In("Start, ready to run", $"{What}. All published with PublishReadyToRun."), Path.Combine(directory, "ClickClack.EndToEnd"));
        }
    }

    private async Task StartAsync(Results.Scenario result, string program)
    {
        for (var i = 0; i < settings.Starts; i++)
        {
            foreach (var (name, child) in InTurn([.. Bots[..^1], (Hosted, Children.Hosted), Bots[^1]], i))
            {
                await using var bot = ChildProcess.StartAt(program, server, (await server.AddBotAsync()).Token, NewState(), child);
                var (at, used) = await bot.HearAsync(Conversation.Live);
                result.Add(name, "ms to live", at.TotalMilliseconds);
                result.Add(name, "CPU s", used.CpuSeconds);
                result.Add(name, "RSS MiB", used.ResidentBytes / Mebi);
                result.Add(name, "allocated KiB", used.AllocatedBytes / 1024.0);
                result.Add(name, "requests", used.Requests);
            }
        }
    }

    /// <summary>Reads a long log in which nothing is to be answered: own messages, and replies where nothing listens.</summary>
    public async Task ReadAsync(int repetitions)
    {
        (string Name, string Child)[] readers = [Bots[0], Bots[^1]];
        var account = await server.AddBotAsync();
        var states = new Dictionary<string, string>();
        foreach (var (name, child) in readers)
        {
            states[name] = await PrimeAsync(account, child);
        }
        var events = await FillLogAsync(account);
        var result = results.In(
            "Read",
            $"Reads {events:N0} missed events of which none is to be answered (a third each: own messages, replies in a thread, changes of that thread). "
            + "What a start without them takes is subtracted. (b) and (c) read as (a) does.");
        for (var i = 0; i < repetitions; i++)
        {
            foreach (var (name, child) in InTurn(readers, i))
            {
                var (idleAt, idle) = await StartIdleAsync(account, child);
                var copy = NewState();
                CopyDirectory(states[name], copy);
                var (at, used) = await StartOnAsync(account, child, copy);
                result.Add(name, "events/s", events / (at - idleAt).TotalSeconds);
                result.Add(name, "CPU s per 1,000 events", (used.CpuSeconds - idle.CpuSeconds) * 1000 / events);
                result.Add(name, "allocated bytes per event", (double)(used.AllocatedBytes - idle.AllocatedBytes) / events);
                result.Add(name, "peak RSS MiB", used.PeakResidentBytes / Mebi);
                result.Add(name, "requests", used.Requests - idle.Requests);
            }
        }
    }

    /// <summary>The two calls of an echo, alone.</summary>
    public async Task CallsAsync(int repetition)
    {
        var result = results.In(
            "Calls", "GET of a message and quoted POST, without sockets, an HTTP client by hand and the framework's client. The server sets the pace.");
        var channel = await server.AddChannelAsync();
        var message = await ServerProcess.SayAsync(server.People[1], channel, "hello");
        foreach (var (name, child) in InTurn([(Bots[0].Name, Children.CallsRaw), (Framework, Children.CallsFramework)], repetition))
        {
            var account = await server.AddBotAsync();
            await using var calls = ChildProcess.Start(server, account.Token, NewState(), child, channel, message, $"{settings.CallCount}");
            var (details, _) = await calls.HearDetailsAsync("calls");
            foreach (var times in System.Text.Json.JsonSerializer.Deserialize(details, WireJson.Default.CallTimesArray)!)
            {
                result.Add(name, times.What + ": per s", times.PerSecond);
                result.Add(name, times.What + ": CPU s per 1,000", times.CpuSecondsPer1000);
                result.Add(name, times.What + ": allocated bytes", times.AllocatedBytesPerCall);
            }
        }
    }

    /// <summary>Live, at a pace that every bot keeps.</summary>
    public async Task SteadyAsync(int repetition)
    {
        var result = results.In("Steady", $"{settings.Steady:N0} messages in one channel, {PerSecond:N0} a second.");
        foreach (var (name, child) in InTurn(Bots, repetition))
        {
            var channel = await server.AddChannelAsync();
            await AnswerLiveAsync(
                result, name, child, [channel], settings.Steady, posters => posters.PaceAsync(channel, settings.Steady, PerSecond), isBurst: false);
        }
    }

    /// <summary>Live, as fast as eight people can.</summary>
    public async Task BurstAsync(int repetition)
    {
        await BurstAsync(repetition, 1, results.In("Burst", $"{settings.Burst:N0} messages by 8 people at once in one channel."));
        if (settings.BurstsOverEightChannels)
        {
            await BurstAsync(repetition, 8, results.In("Burst over 8 channels", $"{settings.Burst:N0} messages by 8 people at once, each in a channel of their own."));
        }
    }

    /// <summary>What was said while the bot was away.</summary>
    public async Task CatchUpAsync(int repetition)
    {
        var result = results.In("Catch-up", $"{settings.Missed:N0} messages in one channel, posted while the bot was away. Time from the start of the process.");
        foreach (var (name, child) in InTurn(Bots, repetition))
        {
            var account = await server.AddBotAsync();
            var channel = await server.AddChannelAsync();
            var state = await PrimeAsync(account, child);
            var posters = new Posters(server);
            await posters.BurstAsync([channel], settings.Missed);
            await using var watcher = await Watcher.StartAsync(server, account.Id);
            var serverCpu = server.CpuSeconds;
            var start = Stopwatch.GetTimestamp();
            await using var bot = ChildProcess.Start(server, account.Token, state, child);
            var last = await watcher.WaitAsync(settings.Missed);
            var serverUsed = server.CpuSeconds - serverCpu;
            var used = await bot.AskAsync(Conversation.Mark);
            await Task.Delay(ForSurplusAnswers);
            var audit = await Audit.OfAsync(server, [channel], account.Id, posters, watcher);
            result.Add(name, "all answered, s", Stopwatch.GetElapsedTime(start, last).TotalSeconds);
            result.Add(name, "first answer, s", watcher.Seen.IsEmpty ? double.NaN : Stopwatch.GetElapsedTime(start, watcher.Seen.Values.Min()).TotalSeconds);
            result.Add(name, "replies/s", audit.Answered / Stopwatch.GetElapsedTime(start, last).TotalSeconds);
            AddUse(result, name, audit, used, null);
            result.Add(name, "server CPU s per 1,000", serverUsed * 1000 / audit.Answered);
        }
    }

    private async Task BurstAsync(int repetition, int places, Results.Scenario result)
    {
        foreach (var (name, child) in InTurn(Bots, repetition))
        {
            var channels = new List<string>();
            for (var i = 0; i < places; i++)
            {
                channels.Add(await server.AddChannelAsync());
            }
            await AnswerLiveAsync(result, name, child, channels, settings.Burst, posters => posters.BurstAsync(channels, settings.Burst), isBurst: true);
        }
    }

    // The server's store grows with each bot that is measured, and it becomes slower: each has every place in the row as often as the others.
    private static T[] InTurn<T>(T[] row, int repetition) => [.. row[(repetition % row.Length)..], .. row[..(repetition % row.Length)]];

    private async Task AnswerLiveAsync(
        Results.Scenario result, string name, string child, IReadOnlyList<string> channels, int messages, Func<Posters, Task> post, bool isBurst)
    {
        var account = await server.AddBotAsync();
        await using var bot = ChildProcess.Start(server, account.Token, NewState(), child);
        await bot.HearAsync(Conversation.Live);
        await WarmUpAsync(account);
        await using var watcher = await Watcher.StartAsync(server, account.Id);
        var posters = new Posters(server);
        var before = await bot.AskAsync(Conversation.Mark);
        var serverCpu = server.CpuSeconds;
        var start = Stopwatch.GetTimestamp();
        await post(posters);
        var posted = Stopwatch.GetElapsedTime(start);
        var last = await watcher.WaitAsync(messages);
        var serverUsed = server.CpuSeconds - serverCpu;
        var used = await bot.AskAsync(Conversation.Mark);
        await Task.Delay(ForSurplusAnswers);
        var audit = await Audit.OfAsync(server, channels, account.Id, posters, watcher);
        if (isBurst)
        {
            result.Add(name, "replies/s", audit.Answered / Stopwatch.GetElapsedTime(start, last).TotalSeconds);
            result.Add(name, "posts/s", messages / posted.TotalSeconds);
        }
        result.Add(name, "p50 ms", audit.Percentile(0.5));
        result.Add(name, "p95 ms", audit.Percentile(0.95));
        result.Add(name, "p99 ms", audit.Percentile(0.99));
        AddUse(result, name, audit, used, before);
        result.Add(name, "server CPU s per 1,000", serverUsed * 1000 / audit.Answered);
    }

    private static void AddUse(Results.Scenario result, string name, Audit audit, Counters used, Counters? before)
    {
        result.Add(name, "lost", audit.Lost);
        result.Add(name, "doubled", audit.Doubled);
        result.Add(name, "out of order", audit.OutOfOrder);
        result.Add(name, "CPU s per 1,000", (used.CpuSeconds - (before?.CpuSeconds ?? 0)) * 1000 / audit.Answered);
        result.Add(name, "allocated KiB per message", (used.AllocatedBytes - (before?.AllocatedBytes ?? 0)) / 1024.0 / audit.Answered);
        result.Add(name, "requests per message", (double)(used.Requests - (before?.Requests ?? 0)) / audit.Answered);
        result.Add(name, "sockets opened", used.Sockets - (before?.Sockets ?? 0));
        result.Add(name, "peak RSS MiB", used.PeakResidentBytes / Mebi);
    }

    private async Task WarmUpAsync(Account account)
    {
        await using var watcher = await Watcher.StartAsync(server, account.Id);
        await new Posters(server).PaceAsync(await server.AddChannelAsync(), settings.WarmUp, 2 * PerSecond);
        await watcher.WaitAsync(settings.WarmUp);
    }

    /// <summary>Runs the bot once, so that its place is saved.</summary>
    private async Task<string> PrimeAsync(Account account, string child)
    {
        var state = NewState();
        await StartOnAsync(account, child, state);
        return state;
    }

    private async Task<(TimeSpan At, Counters Used)> StartOnAsync(Account account, string child, string state)
    {
        await using var bot = ChildProcess.Start(server, account.Token, state, child);
        return await bot.HearAsync(Conversation.Live);
    }

    // The shortest of three: what else the machine does makes a start longer, never shorter.
    private async Task<(TimeSpan At, Counters Used)> StartIdleAsync(Account account, string child)
    {
        var shortest = await StartOnAsync(account, child, NewState());
        for (var i = 1; i < 3; i++)
        {
            var next = await StartOnAsync(account, child, NewState());
            shortest = next.At < shortest.At ? next : shortest;
        }
        return shortest;
    }

    private async Task<int> FillLogAsync(Account account)
    {
        using var http = ServerProcess.Client(server.BaseUrl, account.Token);
        var channel = await server.AddChannelAsync();
        var root = await ServerProcess.SayAsync(http, channel, "root");
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async way =>
        {
            for (var i = way; i < settings.LogReplies; i += 8)
            {
                await ServerProcess.ReplyAsync(server.People[1], root, $"reply {i}");
                await ServerProcess.SayAsync(http, channel, $"own message {i}");
            }
        }));
        return settings.LogReplies * 3;
    }

    private string NewState()
    {
        var state = Path.Combine(directory, $"state-{++states}");
        Directory.CreateDirectory(state);
        return state;
    }

    private static void CopyDirectory(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
