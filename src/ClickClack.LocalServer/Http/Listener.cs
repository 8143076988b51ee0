using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClickClack.Local.Http;

/// <summary>Kestrel on one address, without anything that reads configuration or the environment of its process.</summary>
internal sealed class Listener : IAsyncDisposable
{
    // Open sockets are cut before; what is left is the last answers.
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(1);

    private readonly WebApplication app;

    private Listener(WebApplication app, Uri address)
    {
        this.app = app;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="address">What to listen on.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="handler">Makes the request handler; gets a logger factory that knows errors only.</param>
    /// <param name="cancellationToken">Ends the attempt to start.</param>
    public static async Task<Listener> StartAsync(
        IPAddress address, int port, Func<ILoggerFactory, RequestHandler> handler, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.Error)
            // A failed start is an exception to the caller, who says it better.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // Signals to the process are for the application around this server, which decides when it ends.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Endpoints have limits of their own, and refuse in the protocol's words.
            kestrel.Limits.MaxRequestBodySize = null;
            // Slow readers of a socket are the socket's business.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(address, port);
        });
        var app = builder.Build();
        try
        {
            app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
            app.Run(handler(app.Services.GetRequiredService<ILoggerFactory>()).HandleAsync);
            await app.StartAsync(cancellationToken);
            var bound = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
            // "Every address" is none that one can connect to.
            return new(app, address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? new UriBuilder(bound) { Host = "127.0.0.1" }.Uri : bound);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
