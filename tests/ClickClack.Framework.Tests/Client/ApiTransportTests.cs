using System.Net.Sockets;
using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Framework.Tests.Client;

public sealed class ApiTransportTests
{
    /// <summary>The runtime's own: a connection that is reset between its handshake and the first look at it.</summary>
    [Fact]
    public async Task Rule16_a_connection_reset_while_it_is_made_is_a_server_that_is_away()
    {
        using var http = new HttpClient(new Broken(new SocketException((int)SocketError.NotConnected)));
        using var transport = new ApiTransport(http, new Uri("http://127.0.0.1:1"), new BotToken("ccb_x"), TimeProvider.System);

        UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(() => transport.AttemptAsync<EventsPage>(
            new ApiCall(HttpMethod.Get, "api/realtime/events", Repeat.Freely), TestContext.Current.CancellationToken));

        Assert.IsType<SocketException>(error.InnerException);
    }

    private sealed class Broken(Exception error) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw error;
    }
}
