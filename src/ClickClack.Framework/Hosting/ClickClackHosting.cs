using System.ComponentModel;
using System.Diagnostics.Metrics;
using ClickClack.Client;
using ClickClack.Configuration;
using ClickClack.Dispatch;
using ClickClack.State;
using ClickClack.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace ClickClack.Hosting;

/// <summary>What the generated <c>AddClickClack</c> calls.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ClickClackHosting
{
    /// <summary>Adds the bot: its settings from section <c>ClickClack</c>, its routes, and the service that keeps it connected.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="modules">The routes of the assemblies of the bot; none means connected, but answering nothing.</param>
    /// <param name="configure">Changes settings after they were read from the configuration; or null.</param>
    /// <exception cref="InvalidOperationException">It was called twice.</exception>
    public static void Add(IHostApplicationBuilder builder, IReadOnlyList<IRouteModule> modules, Action<ClickClackOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(modules);
        IServiceCollection services = builder.Services;
        if (services.Any(service => service.ServiceType == typeof(CurrentRoutes)))
        {
            throw new InvalidOperationException("AddClickClack was called twice.");
        }

        ProgramSettings.Add(builder);
        OptionsBuilder<ClickClackOptions> options = services.AddOptions<ClickClackOptions>();
        options.Bind(builder.Configuration.GetSection(ClickClackOptions.SectionName));
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<ClickClackOptions>, ClickClackOptionsSetup>();
        services.AddSingleton<IValidateOptions<ClickClackOptions>, ClickClackOptionsValidator>();
        services.AddSingleton<IValidateOptions<ClickClackOptions>, UnknownKeys>();
        services.AddSingleton<IOptionsChangeTokenSource<ClickClackOptions>, TokenFileWatch>();

        // One handler for all accounts, for as long as the program runs; its connections are renewed, so that changes of the name service
        // are seen. A line for each request would drown the rest.
        services.AddHttpClient(ClickClackClient.HttpClientName, static http => http.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(ClickClackClient.NewHandler)
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();

        AddSocketHandler(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IStateStore>(static provider =>
            StateLocation.Of(provider.GetRequiredService<IOptions<ClickClackOptions>>().Value) is { } root
                ? new FileStateStore(root)
                : new MemoryStateStore());
        services.AddSingleton(_ => new CurrentRoutes(modules));
        services.AddTransient(static provider => provider.GetRequiredService<CurrentRoutes>().Edition.Table);
        services.AddTransient<ServiceCheck>();
        services.AddTransient<ConfiguredChannels>();
        services.AddSingleton(static provider => new ClickClackRoutes(() => provider.GetRequiredService<ConfiguredChannels>().Table()));
        services.AddSingleton<RunOutcome>();
        services.AddSingleton(static provider => new BotMetrics(provider.GetService<IMeterFactory>()));
        services.AddSingleton<Bot>();
        services.AddSingleton<IBot>(static provider => provider.GetRequiredService<Bot>());
        services.AddHostedService<BotService>();

        // Shown by the application's health checks, if it has any; nothing runs for it otherwise.
        services.Configure<HealthCheckServiceOptions>(static health => health.Registrations.Add(new HealthCheckRegistration(
            ConnectionHealth.Name,
            static provider => new ConnectionHealth(provider.GetRequiredService<Bot>(), provider.GetRequiredService<TimeProvider>()),
            HealthStatus.Unhealthy,
            tags: null)));
    }

    /// <summary>
    /// Sockets have a handler of their own, because each holds a connection for as long as its account lives, and the number of connections is
    /// limited for the calls. All that is configured for the calls, such as a proxy or certificates, is configured for it.
    /// </summary>
    private static void AddSocketHandler(IServiceCollection services)
    {
        services.AddHttpClient(ClickClackClient.SocketClientName).SetHandlerLifetime(Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        services.AddOptions<HttpClientFactoryOptions>(ClickClackClient.SocketClientName).Configure<IServiceProvider>(static (sockets, provider) =>
        {
            HttpClientFactoryOptions calls = provider.GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(ClickClackClient.HttpClientName);
            foreach (Action<HttpMessageHandlerBuilder> configured in calls.HttpMessageHandlerBuilderActions)
            {
                sockets.HttpMessageHandlerBuilderActions.Add(configured);
            }

            sockets.HttpMessageHandlerBuilderActions.Add(static builder =>
            {
                if (builder.PrimaryHandler is SocketsHttpHandler handler)
                {
                    handler.MaxConnectionsPerServer = int.MaxValue;
                }
                else if (builder.PrimaryHandler is HttpClientHandler older)
                {
                    older.MaxConnectionsPerServer = int.MaxValue;
                }
            });
        });
    }
}
