using System.Net;
using System.Net.Http.Headers;
using ClickClack.Client;
using ClickClack.Wire.Tests.Network;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Client;

/// <summary>What goes wrong comes out as what it means, with what one needs to look into it.</summary>
public sealed class ErrorTests : ClientTest
{
    /// <summary>The next answers; then the server's own.</summary>
    private void Answer(params Func<HttpResponseMessage>[] answers)
    {
        int next = 0;
        Wire.Instead = (_, _) => next < answers.Length ? answers[next++]() : null;
    }

    private void AnswerAlways(Func<HttpResponseMessage> answer) => Wire.Instead = (_, _) => answer();

    [Fact]
    public async Task An_error_tells_status_call_and_ids()
    {
        NotVisibleException error = await Assert.ThrowsAsync<NotVisibleException>(() => Client.GetMessageByNonceAsync(Workspace, "my secret nonce", Stop));

        Assert.Equal((HttpStatusCode.NotFound, "GET api/messages/by-nonce", "sql: no rows in result set"), (error.Status, error.Endpoint, error.ServerText));
        Assert.StartsWith("ccf-", error.CorrelationId, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Bot.Token, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_servers_id_of_a_call_wins()
    {
        Answer(() =>
        {
            HttpResponseMessage response = Wiretap.Error(403, "no");
            response.Headers.Add("X-Correlation-ID", "corr_theirs");
            return response;
        });

        Assert.Equal("corr_theirs", (await Assert.ThrowsAsync<AccessRefusedException>(() => Client.GetMeAsync(Stop))).CorrelationId);
    }

    [Fact]
    public async Task What_the_server_says_is_bounded_one_line_and_without_tokens()
    {
        Answer(() => Wiretap.Error(403, "token ccb_01secretsecret\r\nis bad: " + new string('x', 10_000)));

        AccessRefusedException error = await Assert.ThrowsAsync<AccessRefusedException>(() => Client.GetMeAsync(Stop));

        Assert.StartsWith("token ccb_***  is bad: xxx", error.ServerText, StringComparison.Ordinal);
        Assert.InRange(error.Message.Length, 1, 300);
    }

    [Fact]
    public async Task An_error_without_end_is_not_read_to_its_end()
    {
        Answer(() => Wiretap.Error(403, new string('x', 1_000_000)));

        Assert.Null((await Assert.ThrowsAsync<ProtocolException>(() => Client.GetMeAsync(Stop))).ServerText);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_after_three_tries()
    {
        await Server.Faults.RevokeTokenAsync(Bot.TokenId);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<UnauthorizedException>(() => Client.GetMeAsync(Stop))).Status);
        Assert.Equal(3, Wire.Requests.Count);
    }

    [Fact]
    public async Task A_401_that_passes_is_nothing()
    {
        Answer(() => Wiretap.Error(401, "sql: no rows in result set"), () => Wiretap.Error(401, "context canceled"), () => Wiretap.Error(401, "database is locked"));

        Assert.Equal(Bot.Id, (await Client.GetMeAsync(Stop)).Id.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<h1>Login</h1>")]
    public async Task A_401_of_something_in_front_says_nothing_about_the_token(string body)
    {
        Func<HttpResponseMessage> page = () => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent(body, new MediaTypeHeaderValue("text/html")) };
        Answer(page);
        await Assert.ThrowsAsync<ProtocolException>(() => Client.GetMeAsync(Stop));
        await Client.GetMeAsync(Stop);

        Answer(page, page, page, page);
        Assert.Equal(Bot.Id, (await Client.GetMeAsync(Stop)).Id.Value);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(404)]
    public async Task A_page_is_a_wrong_address_at_first_and_a_passing_trouble_later(int status)
    {
        Answer(() => Wiretap.Html(status));
        await Assert.ThrowsAsync<ProtocolException>(() => Client.GetMeAsync(Stop));
        await Client.GetMeAsync(Stop);

        Answer(() => Wiretap.Html(status), () => Wiretap.Html(status));
        Assert.Equal(Bot.Id, (await Client.GetMeAsync(Stop)).Id.Value);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        Answer(() => new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri("https://elsewhere.example/") } });

        Assert.Contains("https://elsewhere.example/", (await Assert.ThrowsAsync<ProtocolException>(() => Client.GetMeAsync(Stop))).Message, StringComparison.Ordinal);
        Assert.Single(Wire.Requests);
    }

    [Fact]
    public async Task A_lost_header_is_told_from_a_wrong_token()
    {
        Answer(() => Wiretap.Error(403, "cross-site session requests are not allowed"));

        Assert.Contains("Authorization", (await Assert.ThrowsAsync<ProtocolException>(() => Client.GetMeAsync(Stop))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_fault_passes_and_is_never_taken_for_the_message()
    {
        Answer(() => Wiretap.Error(400, "database is locked"), () => Wiretap.Error(400, "context deadline exceeded"), () => Wiretap.Error(400, "sql: connection is already closed"));

        Assert.Equal(CreationOutcome.Created, (await Client.CreateMessageAsync(General, new NewMessage("x"), Stop)).Outcome);
        Assert.Equal(4, Wire.Requests.Count);
    }

    [Fact]
    public async Task The_server_is_not_asked_sooner_than_it_wants()
    {
        var time = new ManualTime();
        ClickClackClient client = ClientOf(Bot.Token, Wire, time);
        Answer(() =>
        {
            HttpResponseMessage response = Wiretap.Error(429, "slow down");
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(20));
            return response;
        });

        Task call = client.GetMeAsync(Stop);
        await Eventually.TrueAsync(() => time.Next == TimeSpan.FromSeconds(20), "waiting for twenty seconds");
        time.Advance(TimeSpan.FromSeconds(19));
        Assert.Single(Wire.Requests);
        await time.AdvanceUntilAsync(() => call.IsCompleted, "the second attempt");
        Assert.Equal(2, Wire.Requests.Count);
    }

    [Fact]
    public async Task What_the_server_wants_is_told_when_a_call_is_not_repeated()
    {
        AnswerAlways(() =>
        {
            HttpResponseMessage response = Wiretap.Html(503);
            response.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromSeconds(7));
            return response;
        });

        UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(() => Client.PinAsync(General, new("msg_1"), Stop));
        Assert.Equal((TimeSpan.FromSeconds(7), true), (error.RetryAfter, error.OutcomeUnknown));
    }

    [Fact]
    public async Task An_answer_larger_than_any_is_not_read_to_its_end()
    {
        Answer(() => Wiretap.Json("{\"user\":{\"display_name\":\"" + new string('x', 17 * 1024 * 1024) + "\"}}"));

        Assert.Contains("larger", (await Assert.ThrowsAsync<ProtocolException>(() => Client.GetMeAsync(Stop))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"user\":null}")]
    [InlineData("{\"user\":[]}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"user\":{\"id\":5}}")]
    [InlineData("{\"user\":{\"id\":\"\\ud800\"}}")]
    [InlineData("{\"user\":{\"created_at\":\"yesterday\"}}")]
    [InlineData("{\"user\":")]
    public async Task What_no_server_says_is_no_answer(string json)
    {
        Answer(() => Wiretap.Json(json));

        ProtocolException error = await Assert.ThrowsAsync<ProtocolException>(() => Client.GetMeAsync(Stop));
        Assert.Equal((HttpStatusCode.OK, "GET api/me"), (error.Status, error.Endpoint));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public async Task An_answer_that_breaks_off_is_asked_for_again(int bytes)
    {
        await using TcpProxy proxy = TcpProxy.Start(Server.BaseUrl);
        proxy.CutResponses("GET /api/me", bytes, count: 3);

        Assert.Equal(Bot.Id, (await ClientOf(Bot.Token, baseUrl: proxy.Address).GetMeAsync(Stop)).Id.Value);
        Assert.Equal(4, proxy.CountRequests("GET /api/me"));
    }

    [Fact]
    public async Task An_error_that_breaks_off_is_not_taken_for_a_refusal()
    {
        await using TcpProxy proxy = TcpProxy.Start(Server.BaseUrl);
        proxy.AnswerInstead("GET /api/me", "HTTP/1.1 403 X\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"err", count: 3, thenCut: true);

        Assert.Equal(Bot.Id, (await ClientOf(Bot.Token, baseUrl: proxy.Address).GetMeAsync(Stop)).Id.Value);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_in_time_and_the_outcome_is_open()
    {
        Server.Faults.SlowResponses(TimeSpan.FromHours(1), count: 100);

        UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(() => Client.PinAsync(General, new("msg_1"), Stop));
        Assert.True(error.OutcomeUnknown);
        Assert.Equal($"POST api/channels/{General}/pins", error.Endpoint);

        error = await Assert.ThrowsAsync<UnavailableException>(() => Client.GetMeAsync(Stop));
        Assert.Contains("100 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_has_done_nothing()
    {
        using ClickClackClient client = ClientOf(Bot.Token, baseUrl: new Uri("http://127.0.0.1:1/"));

        UnavailableException error = await Assert.ThrowsAsync<UnavailableException>(() => client.PinAsync(General, new("msg_1"), Stop));
        Assert.False(error.OutcomeUnknown);
        Assert.Null(error.Status);
    }

    [Fact]
    public async Task A_cancellation_is_a_cancellation()
    {
        Server.Faults.SlowResponses(TimeSpan.FromHours(1));
        using var stop = new CancellationTokenSource();
        Task call = Client.GetMeAsync(stop.Token);
        await Eventually.TrueAsync(() => Wire.Requests.Count == 1, "the request");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData("http://chat.example/", "http://chat.example")]
    [InlineData("ftp://chat.example/", "http or https")]
    [InlineData("https://user:secret@chat.example/", "no user")]
    [InlineData("https://chat.example/?a=b", "no user")]
    [InlineData("https://chat.example/#a", "no user")]
    public void An_address_that_will_not_do_is_refused(string address, string why)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new ClickClackClient(new() { BaseUrl = new Uri(address), Token = "ccb_x" }));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ccb_secret\n")]
    [InlineData("ccb_secret x")]
    [InlineData("ccb_sécret")]
    public void A_token_that_is_none_is_refused_and_not_repeated(string token)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ClientOf(token));

        Assert.DoesNotContain("cret", error.Message, StringComparison.Ordinal);
    }
}
