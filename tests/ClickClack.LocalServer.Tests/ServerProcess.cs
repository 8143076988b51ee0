using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ClickClack.Local.Tests;

/// <summary>The stand-alone server as a process of its own.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public static ServerProcess Start(IEnumerable<string> arguments, string? stateFile = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalServer).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLICKCLACK_LOCAL_STATE"] = stateFile ?? "";
        return new(Process.Start(start)!);
    }

    public async Task<string> ReadLineAsync() =>
        await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience) ?? "";

    /// <summary>The address from the first line it prints.</summary>
    public async Task<Uri> AddressAsync()
    {
        var line = await ReadLineAsync();
        return new(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
    }

    public void Kill() => process.Kill();

    public void Signal(int signal) => Assert.Equal(0, SendSignal(process.Id, signal));

    public async Task<(int ExitCode, string Errors)> WaitAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        return (process.ExitCode, await process.StandardError.ReadToEndAsync());
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
