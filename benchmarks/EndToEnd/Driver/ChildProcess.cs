using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using ClickClack.EndToEnd.Bots;

namespace ClickClack.EndToEnd.Driver;

/// <summary>A measured process: this program with another task.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly long startedAt;
    private readonly Channel<(string What, string Details, TimeSpan At)> said = Channel.CreateUnbounded<(string, string, TimeSpan)>();

    private ChildProcess(Process process, long startedAt)
    {
        this.process = process;
        this.startedAt = startedAt;
        _ = ReadAsync();
    }

    public static ChildProcess Start(ServerProcess server, string token, string stateDirectory, params string[] task) =>
        Start(Environment.ProcessPath!, server, token, stateDirectory, [], task);

    /// <summary>Starts this program as it is, or was published, in some place.</summary>
    public static ChildProcess StartAt(string program, ServerProcess server, string token, string stateDirectory, params string[] task) =>
        Start(program, server, token, stateDirectory, [], task);

    public static ChildProcess Start(
        ServerProcess server, string token, string stateDirectory, IEnumerable<KeyValuePair<string, string>> environment, params string[] task) =>
        Start(Environment.ProcessPath!, server, token, stateDirectory, environment, task);

    private static ChildProcess Start(
        string program, ServerProcess server, string token, string stateDirectory, IEnumerable<KeyValuePair<string, string>> environment, string[] task)
    {
        var start = new ProcessStartInfo(program, [Children.Word, .. task]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["ClickClack__BaseUrl"] = server.BaseUrl.AbsoluteUri.TrimEnd('/');
        start.Environment["ClickClack__Token"] = token;
        start.Environment["ClickClack__Workspace"] = server.Workspace;
        start.Environment["ClickClack__StateDirectory"] = stateDirectory;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        var startedAt = Stopwatch.GetTimestamp();
        return new(Process.Start(start)!, startedAt);
    }

    /// <summary>Waits until it says something.</summary>
    /// <returns>How long after its start it did, and what it had used until then.</returns>
    public async Task<(TimeSpan At, Counters Used)> HearAsync(string what)
    {
        var (details, at) = await HearDetailsAsync(what);
        return (at, JsonSerializer.Deserialize(details, WireJson.Default.Counters)!);
    }

    public async Task<(string Details, TimeSpan At)> HearDetailsAsync(string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        await foreach (var line in said.Reader.ReadAllAsync(limit.Token))
        {
            if (line.What == what)
            {
                return (line.Details, line.At);
            }
        }
        throw new InvalidOperationException($"the child ended before it said \"{what}\"");
    }

    public async Task<Counters> AskAsync(string what)
    {
        await process.StandardInput.WriteLineAsync(what);
        return (await HearAsync(what)).Used;
    }

    public Task TellAsync(string what) => process.StandardInput.WriteLineAsync(what);

    public TimeSpan Age => Stopwatch.GetElapsedTime(startedAt);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            try
            {
                await process.StandardInput.WriteLineAsync(Conversation.Stop);
                await process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                process.Kill();
            }
        }
        process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            said.Writer.TryWrite(space < 0 ? (line, "", Age) : (line[..space], line[(space + 1)..], Age));
        }
        said.Writer.Complete();
    }
}
