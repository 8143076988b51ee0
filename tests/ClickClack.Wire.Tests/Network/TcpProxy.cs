using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ClickClack.Wire.Tests.Network;

/// <summary>
/// A TCP proxy on a free port of this machine, in front of a server, that does to connections what networks do: on demand, so that a
/// test decides when. It knows as much of HTTP as it needs to tell one request from another: how a request begins.
/// </summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<ProxyConnection> open = [];
    private readonly List<ResponseRule> rules = [];
    private readonly ConcurrentQueue<string> requests = new();
    private readonly ConcurrentQueue<string> headers = new();
    private readonly ConcurrentQueue<(string Request, int Status)> answers = new();
    private readonly IPEndPoint endpoint;
    private Socket? listener;
    private Task accepting = Task.CompletedTask;
    private long bytesToServer;
    private long bytesToClient;
    private int accepted;
    private int mostOpen;

    private TcpProxy(Uri server)
    {
        Server = server;
        listener = Listen(new IPEndPoint(IPAddress.Loopback, 0));
        endpoint = (IPEndPoint)listener.LocalEndPoint!;
        accepting = AcceptAsync(listener);
    }

    /// <summary>What clients connect to: http, with a slash at the end.</summary>
    public Uri Address => new($"http://{endpoint}/");

    /// <summary>The server behind it; new connections go there.</summary>
    public Uri Server { get; set; }

    /// <summary>How many bytes a connection carries per second in each direction; null for as many as it can.</summary>
    public int? BytesPerSecond { get; set; }

    /// <summary>How much later everything arrives.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>
    /// A black hole: connections are accepted, and nothing ever comes. Those that lose something to it stay silent for good, also when it
    /// is over; an idle one that missed nothing goes on.
    /// </summary>
    public bool IsSilent { get; set; }

    /// <summary>Connections that the client has not ended, nor the proxy.</summary>
    public int OpenConnections => CountOpen("");

    /// <summary>The most there were at once.</summary>
    public int MostOpenConnections => Volatile.Read(ref mostOpen);

    /// <summary>Connections that were ever accepted.</summary>
    public int AcceptedConnections => Volatile.Read(ref accepted);

    /// <summary>Open connections that lost something to a black hole, and stay silent.</summary>
    public int LostConnections
    {
        get
        {
            lock (gate)
            {
                return open.Count(connection => connection.IsOpen && connection.IsLost);
            }
        }
    }

    public long BytesToServer => Interlocked.Read(ref bytesToServer);

    public long BytesToClient => Interlocked.Read(ref bytesToClient);

    /// <summary>The first line of every request, in order of arrival.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>The header lines of all requests.</summary>
    public IReadOnlyList<string> Headers => [.. headers];

    public static TcpProxy Start(Uri server) => new(server);

    /// <summary>How many requests begin so, for example <c>POST /api/channels/</c>.</summary>
    public int CountRequests(string start) => requests.Count(line => line.StartsWith(start, StringComparison.Ordinal));

    /// <summary>How often the server gave this status to requests that begin so, whether or not the client came to hear of it.</summary>
    public int CountAnswers(string start, int status) =>
        answers.Count(answer => answer.Status == status && answer.Request.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Open connections whose last request begins so.</summary>
    public int CountOpen(string start)
    {
        lock (gate)
        {
            return open.Count(connection => connection.IsOpen && connection.IsAt(start));
        }
    }

    /// <summary>How much clients sent on such connections after the request.</summary>
    public long BytesAfterRequest(string start)
    {
        lock (gate)
        {
            return open.Where(connection => connection.IsAt(start)).Sum(connection => connection.BytesAfterRequest);
        }
    }

    /// <summary>Ends every connection whose last request begins so, both ways.</summary>
    /// <param name="reset">As a crash does (RST); else in good order (FIN).</param>
    /// <param name="start">How the request begins; empty for all.</param>
    public void Cut(bool reset, string start = "") => Each(start, connection => connection.End(reset));

    /// <summary>Ends one direction of every such connection: the client reads the end, but may still write.</summary>
    /// <param name="start">How the request begins; empty for all.</param>
    public void HalfClose(string start = "") => Each(start, connection => connection.EndToClient());

    /// <summary>Cuts every such connection once so many more bytes have gone to the client.</summary>
    /// <param name="bytes">How many more.</param>
    /// <param name="start">How the request begins; empty for all.</param>
    public void CutAfter(int bytes, string start = "") => Each(start, connection => connection.CutAfter(bytes));

    /// <summary>Cuts the connections of the next requests that begin so, once so many bytes of the answer have gone to the client.</summary>
    /// <param name="start">How the requests begin.</param>
    /// <param name="bytes">How many; with 0 the server did what it was asked for, and nobody hears of it.</param>
    /// <param name="count">How many requests.</param>
    public void CutResponses(string start, int bytes, int count = 1) => Add(new ResponseRule(start, bytes, null, count));

    /// <summary>Answers the next requests that begin so itself; the server does not hear of them.</summary>
    /// <param name="start">How the requests begin.</param>
    /// <param name="response">What is sent, byte by byte as characters: status line, headers, body.</param>
    /// <param name="count">How many requests.</param>
    /// <param name="thenCut">Whether the connection ends after it.</param>
    public void AnswerInstead(string start, string response, int count = 1, bool thenCut = false) =>
        Add(new ResponseRule(start, thenCut ? 0 : null, Encoding.UTF8.GetBytes(response), count));

    /// <summary>What was armed and is not used up is forgotten.</summary>
    public void ForgetRules()
    {
        lock (gate)
        {
            rules.Clear();
        }
    }

    /// <summary>From now on nobody listens here: connecting is refused. What is open stays.</summary>
    public async Task RefuseAsync()
    {
        listener?.Dispose();
        listener = null;
        await accepting;
    }

    /// <summary>Listens again, at the same address.</summary>
    public void Accept()
    {
        if (listener is null)
        {
            listener = Listen(endpoint);
            accepting = AcceptAsync(listener);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RefuseAsync();
        Task[] ended;
        lock (gate)
        {
            ended = [.. open.Select(connection => connection.Ended)];
        }

        Cut(reset: true);
        await Task.WhenAll(ended);
    }

    /// <summary>A request came; what becomes of it.</summary>
    /// <param name="line">Its first line, without the version.</param>
    /// <param name="lines">Its header lines.</param>
    internal ResponseRule? Take(string line, IEnumerable<string> lines)
    {
        requests.Enqueue(line);
        foreach (string header in lines)
        {
            headers.Enqueue(header);
        }

        lock (gate)
        {
            ResponseRule? rule = rules.Find(rule => line.StartsWith(rule.Start, StringComparison.Ordinal));
            if (rule is not null && --rule.Left == 0)
            {
                rules.Remove(rule);
            }

            return rule;
        }
    }

    /// <summary>The server began to answer a request.</summary>
    internal void Answered(string line, int status) => answers.Enqueue((line, status));

    internal void Count(bool toClient, int bytes) => Interlocked.Add(ref toClient ? ref bytesToClient : ref bytesToServer, bytes);

    private static Socket Listen(IPEndPoint endpoint)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(endpoint);
        socket.Listen(128);
        return socket;
    }

    private void Add(ResponseRule rule)
    {
        lock (gate)
        {
            rules.Add(rule);
        }
    }

    private void Each(string start, Action<ProxyConnection> action)
    {
        ProxyConnection[] connections;
        lock (gate)
        {
            connections = [.. open.Where(connection => connection.IsAt(start))];
        }

        Array.ForEach(connections, action);
    }

    private async Task AcceptAsync(Socket listening)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listening.AcceptAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            var connection = new ProxyConnection(this, client);
            Interlocked.Increment(ref accepted);
            lock (gate)
            {
                open.Add(connection);
                mostOpen = Math.Max(mostOpen, open.Count(other => other.IsOpen));
            }

            _ = RunAsync(connection);
        }
    }

    private async Task RunAsync(ProxyConnection connection)
    {
        await connection.RunAsync();
        lock (gate)
        {
            open.Remove(connection);
        }
    }
}
