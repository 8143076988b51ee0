using System.Collections.Concurrent;
using System.Net;
using ClickClack.Client;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Framework.Tests.Server;
using ClickClack.Framework.Tests.Time;
using Microsoft.Extensions.DependencyInjection;

namespace ClickClack.Framework.Tests.Client;

/// <summary>What a proxy in the environment, and a handler of the application's own, mean for a bot.</summary>
public sealed class OutboundProxyTests : IDisposable
{
    private readonly IWebProxy before = HttpClient.DefaultProxy;

    // Nothing listens there. The other tests call this machine, for which no proxy is asked.
    public OutboundProxyTests() => HttpClient.DefaultProxy = new WebProxy("http://user:secret@127.0.0.1:1");

    public void Dispose() => HttpClient.DefaultProxy = before;

    [Theory]
    [InlineData("http://localhost:8080/")]
    [InlineData("http://localhost./")]
    [InlineData("http://chat.localhost/")]
    [InlineData("http://127.0.0.2/")]
    [InlineData("http://[::1]:80/")]
    public void This_machine_is_reached_without_it(string address)
    {
        Assert.True(OutboundProxy.Instance.IsBypassed(new Uri(address)));
        Assert.Null(OutboundProxy.Instance.GetProxy(new Uri(address)));
        Assert.Equal("", OutboundProxy.Instance.Describe(new Uri(address)));
    }

    [Fact]
    public async Task A_bot_on_this_machine_works_with_a_proxy_in_the_environment()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        await using RunningBot bot = await RunningBot.StartLiveAsync(server, ScriptedRoutes.Everywhere(message => message.Text));
        server.Say("hello");
        await Eventually.True(() => server.Posted.Count == 1, "an answer");
    }

    [Fact]
    public async Task An_error_names_the_proxy_without_its_credentials()
    {
        using var client = new ClickClackClient(new() { BaseUrl = new Uri("https://chat.example.invalid"), Token = ScriptedServer.Token });

        // A call that is made once only.
        UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(
            () => client.PinAsync(new ChannelId("chn_1"), new MessageId("msg_1"), TestContext.Current.CancellationToken));
        Assert.Contains("(through the proxy http://127.0.0.1:1)", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_socket_is_opened_by_the_handler_that_the_application_configures()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync();
        var paths = new ConcurrentQueue<string>();
        await using RunningBot bot = await RunningBot.StartLiveAsync(
            server,
            ScriptedRoutes.Everywhere(_ => null),
            services: builder => builder.Services.AddHttpClient(ClickClackClient.HttpClientName).AddHttpMessageHandler(() => new Recording(paths)));
        Assert.Contains("/api/me", paths);
        Assert.Contains("/api/realtime/ws", paths);
    }

    private sealed class Recording(ConcurrentQueue<string> paths) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            paths.Enqueue(request.RequestUri!.AbsolutePath);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
