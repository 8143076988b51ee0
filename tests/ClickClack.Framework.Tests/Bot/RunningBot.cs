using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using ClickClack.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClickClack.Framework.Tests.Bot;

/// <summary>A bot as a program runs it, against a scripted server, with everything it logs.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private readonly IHost host;

    private RunningBot(IHost host, LogLines log)
    {
        this.host = host;
        Log = log;
    }

    public LogLines Log { get; }

    public IServiceProvider Services => host.Services;

    public IBot Bot => host.Services.GetRequiredService<IBot>();

    public ConnectionState State => Bot.Status.State;

    public int ExitCode => host.Services.GetRequiredService<RunOutcome>().ExitCode;

    /// <summary>Whether the application has ended, or is about to.</summary>
    public bool HasEnded => host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    /// <summary>A host with the bot in it, not started.</summary>
    public static (IHost Host, LogLines Log) Build(
        IRouteModule routes,
        Action<ClickClackOptions>? configure,
        TimeProvider? time = null,
        Action<HostApplicationBuilder>? services = null)
    {
        // No files, no environment, no command line: what the machine has must not change a test.
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var log = new LogLines();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        services?.Invoke(builder);
        ClickClackHosting.Add(builder, [routes], configure);
        return (builder.Build(), log);
    }

    /// <summary>Starts a bot; it keeps nothing unless a state directory is configured.</summary>
    public static async Task<RunningBot> StartAsync(
        ScriptedServer server,
        IRouteModule routes,
        Action<ClickClackOptions>? configure = null,
        TimeProvider? time = null,
        Action<HostApplicationBuilder>? services = null,
        Action<IBot>? observe = null)
    {
        (IHost host, LogLines log) = Build(
            routes,
            options =>
            {
                options.BaseUrl = server.Address.ToString();
                options.Token = ScriptedServer.Token;
                options.StateDirectory = ":memory:";

                // Its questions would be among those that tests count and script.
                options.CheckScopes = false;
                configure?.Invoke(options);
            },
            time,
            services);
        observe?.Invoke(host.Services.GetRequiredService<IBot>());
        await host.StartAsync();
        return new RunningBot(host, log);
    }

    /// <summary>Starts a bot and waits until it is live.</summary>
    public static async Task<RunningBot> StartLiveAsync(
        ScriptedServer server,
        IRouteModule routes,
        Action<ClickClackOptions>? configure = null,
        TimeProvider? time = null,
        Action<HostApplicationBuilder>? services = null,
        Action<IBot>? observe = null)
    {
        RunningBot bot = await StartAsync(server, routes, configure, time, services, observe);
        await bot.LiveAsync();
        await Eventually.True(() => server.OpenSockets > 0, "the server serves the socket");
        return bot;
    }

    public Task StateAsync(ConnectionState state) => Eventually.True(() => State == state, $"{state}\n{Log}");

    public Task LiveAsync() => LogsAsync("live: ");

    /// <summary>Waits until nothing is left to do: a clock that is moved during a call would be the call's end.</summary>
    public Task IdleAsync() => Eventually.True(() => Bot.Status.UnfinishedEvents == 0, $"nothing is left to do\n{Log}");

    /// <summary>Waits for a line that contains a text.</summary>
    public async Task LogsAsync(string part, int times = 1)
    {
        long began = System.Diagnostics.Stopwatch.GetTimestamp();
        while (Log.Count(part) < times)
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(began) > Eventually.Limit || (HasEnded && Log.Count(part) < times))
            {
                Assert.Fail($"never logged: {part}\n{Log}");
            }

            await Task.Delay(5);
        }
    }

    /// <summary>Waits until the bot gave up by itself.</summary>
    public Task EndsAsync() => Eventually.True(() => HasEnded, $"the bot ends\n{Log}");

    public Task StopAsync() => Eventually.Ends(host.StopAsync(), "the bot stops");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        host.Dispose();
    }
}
