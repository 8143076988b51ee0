using System.Runtime.InteropServices;
using ClickClack;
using ClickClack.Local;

if (!CommandLine.TryParse(args, out var options, out var problem))
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
void RequestStop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, RequestStop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, RequestStop);
try
{
    await using var server = await LocalServer.StartAsync(new() { Port = options.Port, DataDirectory = options.DataDirectory });
    server.WriteState();
    await Console.Out.WriteLineAsync($"ClickClack local server on {server.BaseUrl.AbsoluteUri.TrimEnd('/')}");
    server.AnnouncePlayground();
    await stop.Task;
    return 0;
}
catch (Exception e) when (e is IOException or InvalidOperationException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
