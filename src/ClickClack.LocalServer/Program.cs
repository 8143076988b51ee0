using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.InteropServices;
using ClickClack;
using ClickClack.Local;
using ClickClack.Local.Admin;
using ClickClack.Local.Http;

var parsed = new CommandLine(ServeAsync, AdministerAsync).Build().Parse(args);
if (parsed.Action is ParseErrorAction)
{
    var usage = parsed.CommandResult.Command is RootCommand ? "clickclack-local [options]" : "clickclack-local admin <what> <verb> [options]";
    await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} (usage: {usage}; --help tells more)");
    return 1;
}
try
{
    // Signals are ours: a server stops at once, but in order.
    return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException or Refusal)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}

static async Task<int> ServeAsync(LocalServerOptions options, CancellationToken cancellationToken)
{
    var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    void RequestStop(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.TrySetResult();
    }

    using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, RequestStop);
    using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RequestStop);
    await using var server = await LocalServer.StartAsync(options, cancellationToken);
    server.WriteState();
    await Console.Out.WriteLineAsync($"ClickClack local server on {server.BaseUrl.AbsoluteUri.TrimEnd('/')}");
    server.AnnouncePlayground();
    await stop.Task;
    return 0;
}

static async Task<int> AdministerAsync(string directory, AdminRequest request, CancellationToken cancellationToken)
{
    await Console.Out.WriteLineAsync(await AdminClient.RunAsync(directory, request, cancellationToken));
    return 0;
}
