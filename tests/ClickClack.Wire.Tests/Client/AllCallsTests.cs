using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ClickClack.Client;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Client;

/// <summary>What holds for every call.</summary>
public sealed partial class AllCallsTests : ClientTest
{
    private static readonly string[] Scopes =
    [
        "workspaces:read", "channels:read", "channels:write", "messages:read", "messages:write", "threads:read", "threads:write", "dms:read",
        "dms:write", "realtime:read", "uploads:write", "profile:read", "commands:write", "agent_activity:write",
    ];

    [Fact]
    public async Task It_names_the_scope_it_lacks()
    {
        var lacking = new Dictionary<string, LocalBot>();
        foreach (string scope in Scopes)
        {
            lacking[scope] = await BotWithAsync([.. Scopes.Except([scope])]);
        }

        LocalConversation conversation = await Owner.OpenConversationAsync([.. lacking.Values.Select(bot => bot.Id)]);
        Things things = await ThingsAsync(conversation);
        var wrong = new List<string>();
        foreach (AnyCall call in AllCalls.List)
        {
            foreach (string scope in Scopes)
            {
                Exception? error = await Record.ExceptionAsync(() => call.Run(ClientOf(lacking[scope].Token), things, Stop));
                string? named = (error as MissingScopeException)?.Scope;
                if (named != (call.Scopes.Contains(scope) ? scope : null))
                {
                    wrong.Add($"{call.Name} without {scope}: {error?.Message ?? "no error"}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task It_is_the_same_behind_a_path()
    {
        Things things = await ThingsAsync(await Owner.OpenConversationAsync(Bot.Id));
        using var proxy = new PrefixHandler("/chat/clickclack");
        LocalBot bot = await BotWithAsync(Scopes);
        ClickClackClient client = ClientOf(bot.Token, proxy, baseUrl: new Uri(Server.BaseUrl, "chat/clickclack"));
        Assert.EndsWith("/chat/clickclack/", client.BaseUrl.AbsoluteUri, StringComparison.Ordinal);

        foreach (AnyCall call in AllCalls.List)
        {
            int before = proxy.Paths.Count;
            _ = await Record.ExceptionAsync(() => call.Run(client, things, Stop));
            Assert.True(proxy.Paths.Count > before, call.Name);
        }

        Assert.All(proxy.Paths, path => Assert.StartsWith("/chat/clickclack/api/", path, StringComparison.Ordinal));
        Assert.DoesNotContain(proxy.Answers, answer => answer.Contains("route not found", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    public async Task What_would_lead_elsewhere_is_refused_before_it_is_sent(string id)
    {
        Things things = Things.Named(id);
        foreach (AnyCall call in AllCalls.List)
        {
            if (await Record.ExceptionAsync(() => call.Run(Client, things, Stop)) is ArgumentException)
            {
                continue;
            }

            // The value stood in a query or a body, or nowhere.
            Assert.DoesNotContain("/../", Wire.Requests[^1], StringComparison.Ordinal);
            Assert.DoesNotContain("//", Wire.Requests[^1], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../me")]
    [InlineData("a/b")]
    [InlineData("x?limit=1")]
    [InlineData("x#y")]
    [InlineData("%2F%2e%2e")]
    [InlineData("a b+c&d=e;f")]
    [InlineData("\r\nX-Evil: 1")]
    [InlineData("日本🦀")]
    [InlineData("\\..\\")]
    [InlineData("%00%")]
    public async Task A_hostile_value_is_only_a_value(string value)
    {
        string escaped = Uri.EscapeDataString(value);
        foreach (AnyCall call in AllCalls.List)
        {
            string plain = await RequestAsync(call, "plain");
            string hostile = await RequestAsync(call, value);

            // It stands where any other value does, and nothing else is changed.
            Assert.True(plain.Split("plain").Length == hostile.Split(escaped).Length, $"{call.Name}: {hostile}");
            Assert.Equal(plain, hostile.Replace(escaped, "plain", StringComparison.Ordinal));
        }

        async Task<string> RequestAsync(AnyCall call, string text)
        {
            int before = Wire.Requests.Count;
            Exception? error = await Record.ExceptionAsync(() => call.Run(Client, Things.Named(text), Stop));
            Assert.True(error is null or ApiException and not ProtocolException, $"{call.Name}: {error}");
            return Guids().Replace(Wire.Requests[before], "");
        }
    }

    [Fact]
    public async Task What_has_no_nonce_is_sent_once_whatever_happens()
    {
        Things things = await ThingsAsync(await Owner.OpenConversationAsync(Bot.Id));
        (string What, Func<HttpRequestMessage, HttpResponseMessage> Do)[] happenings =
        [
            ("cut", _ => throw new HttpRequestException(HttpRequestError.ResponseEnded)),
            ("refused", _ => throw new HttpRequestException(HttpRequestError.ConnectionError)),
            ("503", _ => Wiretap.Html(503)),
            ("429", _ => Wiretap.Error(429, "slow down")),
            ("500", _ => Wiretap.Error(500, "boom")),
            ("database", _ => Wiretap.Error(400, "database is locked")),
            ("unknown", _ => Wiretap.Error(400, "well")),
            ("broken", _ => Wiretap.Json("{\"chann", 201)),
        ];
        foreach (AnyCall call in AllCalls.List.Where(call => call.IsOnce))
        {
            foreach ((string what, Func<HttpRequestMessage, HttpResponseMessage> happens) in happenings)
            {
                using var wire = new Wiretap { Instead = (request, _) => happens(request) };
                Exception? error = await Record.ExceptionAsync(() => call.Run(ClientOf(Bot.Token, wire), things, Stop));

                Assert.True(error is ApiException, $"{call.Name}, {what}: {error}");
                Assert.True(wire.Requests.Count == 1, $"{call.Name}, {what}: sent {wire.Requests.Count} times");
            }
        }
    }

    [Fact]
    public async Task What_may_be_repeated_is_until_it_is_answered()
    {
        LocalBot bot = await BotWithAsync(Scopes);
        Things things = await ThingsAsync(await Owner.OpenConversationAsync(bot.Id));
        foreach (AnyCall call in AllCalls.List.Where(call => !call.IsOnce && call.Name is not "delete"))
        {
            int sent = 0;
            using var wire = new Wiretap { Instead = (_, _) => ++sent < 4 ? Wiretap.Html(503) : null };
            Exception? error = await Record.ExceptionAsync(() => call.Run(ClientOf(bot.Token, wire), things, Stop));

            Assert.True(sent >= 4, $"{call.Name}: {sent} {error}");
            Assert.False(error is UnavailableException or ProtocolException, $"{call.Name}: {error}");
        }
    }

    [Fact]
    public async Task A_thousand_at_once_share_32_connections()
    {
        await using Network.TcpProxy proxy = Network.TcpProxy.Start(Server.BaseUrl);
        ClickClackClient client = ClientOf(Bot.Token, baseUrl: proxy.Address);

        await Eventually.EndsAsync(Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => client.GetMeAsync(Stop))), "a thousand calls");

        Assert.InRange(proxy.MostOpenConnections, 1, 32);
        Assert.InRange(proxy.AcceptedConnections, 1, 32);
    }

    [GeneratedRegex("[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}")]
    private static partial Regex Guids();

    private async Task<Things> ThingsAsync(LocalConversation conversation)
    {
        LocalMessage message = await Owner.SayAsync(Server.Channels[0], "hello");
        LocalMessage direct = await Owner.SayAsync(conversation, "psst");
        UploadId upload = (await Client.UploadAsync(Workspace, new UploadFile(new MemoryStream(new byte[10]), "a.txt"), cancellationToken: Stop)).Id;
        await Client.AttachAsync(await PostAsync("with a file"), upload, Stop);
        return new Things(Workspace, General, new(message.Id), new(conversation.Id), new(direct.Id), new(Owner.Id), upload, "hello");
    }

    /// <summary>A proxy that serves the server under a path.</summary>
    private sealed class PrefixHandler(string prefix) : DelegatingHandler(new SocketsHttpHandler())
    {
        public ConcurrentQueue<string> Paths { get; } = new();

        public ConcurrentQueue<string> Answers { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string path = request.RequestUri!.PathAndQuery;
            Paths.Enqueue(path);
            request.RequestUri = new Uri(
                request.RequestUri.GetLeftPart(UriPartial.Authority) + path[prefix.Length..],
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                Answers.Enqueue(await response.Content.ReadAsStringAsync(cancellationToken));
            }

            return response;
        }
    }
}
