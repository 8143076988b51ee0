using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;

namespace ClickClack.EndToEnd.Driver;

/// <summary>The server that ClickClack itself publishes, set up by its own commands.</summary>
internal static class StockServer
{
    private const string Owner = "olivia@example.org";
    private const string Member = "max@example.org";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Starts it with an empty database and two people.</summary>
    /// <param name="executable">Where <c>clickclack</c> is.</param>
    /// <param name="directory">Where its data go.</param>
    public static async Task<ServerProcess> StartAsync(string executable, string directory)
    {
        var data = Path.Combine(directory, "stock");
        await AdministerAsync(executable, data, "bootstrap", "--name", "Olivia", "--email", Owner);

        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var process = Process.Start(new ProcessStartInfo(executable, ["serve", "--data", data, "--addr", address.Authority]) { RedirectStandardError = true })!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        try
        {
            using var http = new HttpClient { BaseAddress = address };
            await ServesAsync(http);
            var token = await SignInAsync(http, executable, data, Owner);
            using var owner = ServerProcess.Client(address, token);
            var workspace = (await owner.GetFromJsonAsync(new Uri("/api/workspaces", UriKind.Relative), WireJson.Default.WorkspaceList))!.Workspaces[0].Id;
            await AdministerAsync(executable, data, "user", "create", "--name", "Max", "--email", Member, "--workspace", workspace);
            return new(process, address, workspace, [token, await SignInAsync(http, executable, data, Member)]);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static async Task<string> SignInAsync(HttpClient http, string executable, string data, string email)
    {
        var link = await AdministerAsync(executable, data, "magic-link", "create", "--email", email);
        using var content = JsonContent.Create(new(link), WireJson.Default.MagicLink);
        using var response = await http.PostAsync(new Uri("/api/auth/magic/consume", UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync(WireJson.Default.MagicLink))!.Token;
    }

    private static async Task<string> AdministerAsync(string executable, string data, params string[] words)
    {
        using var command = Process.Start(new ProcessStartInfo(executable, ["admin", .. words, "--data", data]) { RedirectStandardOutput = true })!;
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        return command.ExitCode == 0 ? said.Trim() : throw new InvalidOperationException($"the server refused: admin {string.Join(' ', words)}");
    }

    private static async Task ServesAsync(HttpClient http)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                using var response = await http.GetAsync(new Uri("/api/me", UriKind.Relative));
                return;
            }
            catch (HttpRequestException) when (Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
