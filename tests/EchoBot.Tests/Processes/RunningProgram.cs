using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EchoBot.Tests.Processes;

/// <summary>A real process, its output by lines, and the signals a system sends.</summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    /// <summary>Long enough for a loaded machine; a test that meets its condition never waits so long.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly List<string> lines = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int openStreams = 2;

    private RunningProgram(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything written so far, to standard output and standard error.</summary>
    public IReadOnlyList<string> Output
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    public int ExitCode => process.ExitCode;

    public static RunningProgram Start(string file, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // What the machine of the test happens to have configured is not the bot's.
        foreach (string key in start.Environment.Keys.Where(key => key.StartsWith("CLICKCLACK", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(key);
        }

        foreach ((string key, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[key] = value;
        }

        return new RunningProgram(start);
    }

    /// <summary>Waits for a line that contains a text, also one that was written already.</summary>
    public async Task<string> WaitForLineAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task next;
            lock (lines)
            {
                if (lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                Assert.True(openStreams > 0, $"the process ended without \"{text}\":\n{this}");
                next = changed.Task;
            }

            try
            {
                await next.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"no line with \"{text}\" within {Patience.TotalSeconds:0} s:\n{this}");
            }
        }
    }

    /// <summary>SIGKILL: the process gets no chance to do anything more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await ExitAsync();
    }

    /// <summary>Ctrl+C.</summary>
    /// <returns>How long the process took to end.</returns>
    public Task<TimeSpan> InterruptAsync() => EndAsync(signal: 2);

    /// <summary>SIGTERM, which reaches a process also where Ctrl+C is ignored: in the background of a shell.</summary>
    /// <returns>How long the process took to end.</returns>
    public Task<TimeSpan> TerminateAsync() => EndAsync(signal: 15);

    public async Task ExitAsync(TimeSpan? within = null)
    {
        using var patience = new CancellationTokenSource(within ?? Patience);
        await process.WaitForExitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await ExitAsync();
        }

        process.Dispose();
    }

    public override string ToString() => string.Join('\n', Output);

    private async Task<TimeSpan> EndAsync(int signal)
    {
        long begin = Stopwatch.GetTimestamp();
        Assert.Equal(0, SendSignal(process.Id, signal));
        await ExitAsync();
        return Stopwatch.GetElapsedTime(begin);
    }

    private void Add(string? line)
    {
        lock (lines)
        {
            if (line is null)
            {
                openStreams--;
            }
            else
            {
                lines.Add(line);
            }

            changed.TrySetResult();
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
