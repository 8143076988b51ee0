using System.Diagnostics;
using System.Text.Json;
using ClickClack.EndToEnd.Bots;

namespace ClickClack.EndToEnd.Driver;

/// <summary>Many accounts in one process: what an idle one costs, and what happens when all lose their sockets at once.</summary>
internal sealed class AccountScenario(Settings settings, string directory, Results results)
{
    private const double Kibi = 1024;
    private const string Raw = "(a) loops by hand, one HTTP client";

    public async Task RunAsync(int repetition)
    {
        // One of its own: for each account a server counts what it has not read, and what was said in the other scenarios is read by nobody.
        await using var server = await ServerProcess.StartAsync(Directory.CreateDirectory(Path.Combine(directory, $"accounts-{repetition}")).FullName);
        var tokens = new List<string>();
        for (var i = 0; i < settings.Accounts; i++)
        {
            tokens.Add((await server.AddBotAsync()).Token);
        }
        var file = Path.Combine(directory, $"tokens-{repetition}");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes([.. tokens], WireJson.Default.StringArray));
        await MeasureAsync(server, Raw, Children.ManyRaw, file, Path.Combine(directory, $"many-raw-{repetition}"));
        await MeasureAsync(server, Scenarios.Framework, Children.ManyFramework, file, Path.Combine(directory, $"many-framework-{repetition}"));
    }

    private async Task MeasureAsync(ServerProcess server, string name, string child, string tokens, string state)
    {
        var result = results.In(
            $"{settings.Accounts} accounts",
            $"{settings.Accounts} accounts in one process; the framework has a host for each. The first is live before the others start together and is not counted. "
            + "In the storm the server cuts all sockets at once.");
        var others = settings.Accounts - 1;
        await using var accounts = ChildProcess.Start(
            server, "", state, [new(ManyAccounts.TokensVariable, tokens)], child);
        await accounts.HearAsync(Conversation.Live);
        var connectionsBefore = server.CountConnections();
        var one = await accounts.AskAsync(Conversation.Collect);

        var serverCpu = server.CpuSeconds;
        var start = accounts.Age;
        using var connections = new PeakConnections(server);
        await accounts.TellAsync(ManyAccounts.StartOthers);
        var (liveAt, live) = await accounts.HearAsync(Conversation.Live);
        result.Add(name, "s until all live", (liveAt - start).TotalSeconds);
        result.Add(name, "starting: CPU ms per account", (live.CpuSeconds - one.CpuSeconds) * 1000 / others);
        result.Add(name, "starting: requests per account", (double)(live.Requests - one.Requests) / others);
        result.Add(name, "starting: peak connections", connections.Take());
        result.Add(name, "starting: server CPU ms per account", (server.CpuSeconds - serverCpu) * 1000 / others);

        await Task.Delay(settings.Idle);
        var natural = await accounts.AskAsync(Conversation.Mark);
        var idle = await accounts.AskAsync(Conversation.Collect);
        result.Add(name, "idle: RSS KiB per account", (natural.ResidentBytes - one.ResidentBytes) / Kibi / others);
        result.Add(name, "idle: RSS KiB per account after a full collection", (idle.ResidentBytes - one.ResidentBytes) / Kibi / others);
        result.Add(name, "idle: managed KiB per account", (idle.ManagedBytes - one.ManagedBytes) / Kibi / others);
        result.Add(name, "idle: threads", idle.Threads);
        result.Add(name, "idle: timers per account", (double)(idle.Timers - one.Timers) / others);
        result.Add(name, "idle: open files per account", (double)(idle.OpenFiles - one.OpenFiles) / others);
        result.Add(name, "idle: open sockets per account", (double)(idle.OpenSockets - one.OpenSockets) / others);
        result.Add(name, "idle: connections the server has", server.CountConnections() - connectionsBefore + 1);

        var quiet = await accounts.AskAsync(Conversation.Mark);
        var quietAt = Stopwatch.GetTimestamp();
        await Task.Delay(settings.Idle);
        var still = await accounts.AskAsync(Conversation.Mark);
        var seconds = Stopwatch.GetElapsedTime(quietAt).TotalSeconds;
        result.Add(name, "idle: CPU ms per s", (still.CpuSeconds - quiet.CpuSeconds) * 1000 / seconds);
        result.Add(name, "idle: allocated KiB per s", (still.AllocatedBytes - quiet.AllocatedBytes) / Kibi / seconds);

        connections.Take();
        serverCpu = server.CpuSeconds;
        var dropped = accounts.Age;
        await server.DropSocketsAsync();
        var (againAt, again) = await accounts.HearAsync(Conversation.LiveAgain);
        result.Add(name, "storm: s until all live again", (againAt - dropped).TotalSeconds);
        result.Add(name, "storm: peak connections", connections.Take());
        result.Add(name, "storm: requests per account", (double)(again.Requests - still.Requests) / settings.Accounts);
        result.Add(name, "storm: sockets per account", (double)(again.Sockets - still.Sockets) / settings.Accounts);
        result.Add(name, "storm: CPU ms per account", (again.CpuSeconds - still.CpuSeconds) * 1000 / settings.Accounts);
        result.Add(name, "storm: server CPU ms per account", (server.CpuSeconds - serverCpu) * 1000 / settings.Accounts);
        result.Add(name, "peak RSS MiB", again.PeakResidentBytes / Kibi / Kibi);
    }

    /// <summary>Looks at the table of connections all the time.</summary>
    private sealed class PeakConnections : IDisposable
    {
        private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

        private readonly Timer timer;
        private int peak;

        public PeakConnections(ServerProcess server) => timer = new(_ => peak = Math.Max(peak, server.CountConnections()), null, Interval, Interval);

        /// <summary>The most since the last call.</summary>
        public int Take() => Interlocked.Exchange(ref peak, 0);

        public void Dispose() => timer.Dispose();
    }
}
