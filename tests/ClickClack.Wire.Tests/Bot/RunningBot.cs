using ClickClack.Wire.Tests.Time;
using Microsoft.Extensions.Logging;

namespace ClickClack.Wire.Tests.Bot;

/// <summary>The bot of <c>Handlers.cs</c> as a program runs it, with everything it logs.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private readonly IHost host;

    private RunningBot(IHost host, LogLines log, Script script)
    {
        this.host = host;
        Log = log;
        Script = script;
    }

    public LogLines Log { get; }

    public Script Script { get; }

    public IBot Bot => host.Services.GetRequiredService<IBot>();

    /// <summary>Whether the application has ended, or is about to.</summary>
    public bool HasEnded => host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    /// <summary>Starts it; it may not be live yet.</summary>
    /// <param name="address">The server's.</param>
    /// <param name="token">The bot's.</param>
    /// <param name="state">The state directory.</param>
    /// <param name="time">The bot's clock.</param>
    /// <param name="configure">Further settings.</param>
    /// <param name="script">What handlers do; null for a new one.</param>
    /// <param name="services">Further services.</param>
    public static async Task<RunningBot> StartAsync(
        Uri address,
        string token,
        string state,
        TimeProvider time,
        Action<ClickClackOptions>? configure = null,
        Script? script = null,
        Action<IServiceCollection>? services = null)
    {
        // No files, no environment, no command line: what the machine has must not change a test.
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        var log = new LogLines();
        script ??= new Script();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton(time).AddSingleton(script);
        services?.Invoke(builder.Services);
        builder.AddClickClack(options =>
        {
            options.BaseUrl = address.ToString();
            options.Token = token;
            options.StateDirectory = state;

            // Its questions would be among those that tests count and fail.
            options.CheckScopes = false;
            configure?.Invoke(options);
        });
        IHost host = builder.Build();
        await host.StartAsync();
        return new RunningBot(host, log, script);
    }

    /// <summary>Waits for a line that contains a text.</summary>
    public Task LogsAsync(string part, int times = 1) => Eventually.TrueAsync(() => Log.Count(part) >= times, $"logged: {part}", Log.ToString);

    public Task LiveAsync() => LogsAsync("live: ");

    /// <summary>Waits until the bot gave up by itself.</summary>
    public Task EndsAsync() => Eventually.TrueAsync(() => HasEnded, "the bot ends", Log.ToString);

    public Task StopAsync() => Eventually.EndsAsync(host.StopAsync(), "the bot's stop");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        host.Dispose();
    }
}
