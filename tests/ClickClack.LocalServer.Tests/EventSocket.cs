using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

/// <summary>The client side of a realtime socket; reads only when it is asked to.</summary>
public sealed class EventSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ClientWebSocket socket;

    private EventSocket(ClientWebSocket socket) => this.socket = socket;

    public string? SubProtocol => socket.SubProtocol;

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    public static async Task<EventSocket> OpenAsync(Uri address, string? token, Action<ClientWebSocketOptions>? configure = null)
    {
        var client = new ClientWebSocket();
        client.Options.KeepAliveInterval = TimeSpan.Zero;
        client.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            client.Options.SetRequestHeader("Authorization", "Bearer " + token);
        }
        configure?.Invoke(client.Options);
        try
        {
            await client.ConnectAsync(address, TestContext.Current.CancellationToken).WaitAsync(Patience);
        }
        catch (WebSocketException e)
        {
            throw new HandshakeRefusedException((int)client.HttpStatusCode, e);
        }
        return new(client);
    }

    /// <summary>The next event; null when the server has closed the socket.</summary>
    public async Task<JsonNode?> NextAsync()
    {
        using var frame = new MemoryStream();
        var buffer = new byte[16384];
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Patience);
        ValueWebSocketReceiveResult part;
        do
        {
            part = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            frame.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        if (part.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }
        Assert.Equal(WebSocketMessageType.Text, part.MessageType);
        return JsonNode.Parse(frame.ToArray());
    }

    public async Task<string> NextTypeAsync() => (string)(await NextAsync())!["type"]!;

    /// <summary>Everything up to the close frame.</summary>
    public async Task<List<JsonNode>> DrainAsync()
    {
        var events = new List<JsonNode>();
        while (await NextAsync() is { } next)
        {
            events.Add(next);
        }
        return events;
    }

    public Task SendAsync(byte[] payload) =>
        socket.SendAsync(payload, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    public Task SendCloseAsync() => socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    public void Dispose() => socket.Dispose();
}

/// <summary>The server answered the handshake with an ordinary response.</summary>
public sealed class HandshakeRefusedException(int status, Exception inner) : Exception($"The handshake was answered with {status}.", inner)
{
    public int Status => status;
}
