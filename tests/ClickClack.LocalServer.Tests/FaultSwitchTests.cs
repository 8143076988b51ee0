using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class FaultSwitchTests : LocalServerTest
{
    protected override LocalServerOptions Options => new() { TestMode = true };

    [Fact]
    public async Task A_fault_is_switched_by_its_name_and_ended_by_DELETE()
    {
        var armed = await PostAsync(null, "/_local/faults", new JsonObject { ["fault"] = "reject_requests", ["status"] = 503, ["count"] = 3 });
        Assert.Equal(3, armed.Number("count"));
        Assert.Equal(503, (await GetAsync(Bot.Token, "/api/me")).Status);

        Assert.Equal(204, (await SendAsync(null, "DELETE", "/_local/faults")).Status);

        Assert.Equal(200, (await GetAsync(Bot.Token, "/api/me")).Status);
    }

    [Theory]
    [InlineData("drop_sockets", 1)]
    [InlineData("overflow_sockets", 1)]
    [InlineData("hold_events", 0)]
    [InlineData("release_events", 0)]
    [InlineData("delay_events", 0)]
    [InlineData("duplicate_events", 1)]
    [InlineData("prune_log", 1)]
    [InlineData("lose_responses", 1)]
    [InlineData("slow_responses", 1)]
    public async Task Every_fault_can_be_switched(string fault, int count)
    {
        await Owner.SayAsync(General, "something to prune");
        using var socket = await ConnectAsync(Bot.Token);
        Assert.Equal("message.created", await socket.NextTypeAsync());

        var answer = await PostAsync(null, "/_local/faults", new JsonObject { ["fault"] = fault });

        Assert.Equal(200, answer.Status);
        Assert.Equal(count, answer.Number("count"));
    }

    [Theory]
    [InlineData("""{"fault":"gravity"}""")]
    [InlineData("""{"fault":"reject_requests","status":200}""")]
    [InlineData("""{"fault":"lose_responses","count":0}""")]
    [InlineData("""{"fault":"revoke_token"}""")]
    public async Task Nonsense_is_400(string body) => Assert.Equal(400, (await SendAsync(null, "POST", "/_local/faults", body)).Status);

    [Theory]
    [InlineData("Origin", "https://evil.test")]
    [InlineData("Host", "evil.test")]
    public async Task Pages_of_other_sites_cannot_switch(string header, string value) =>
        Assert.Equal(403, (await SendAsync(null, "POST", "/_local/faults", """{"fault":"drop_sockets"}""", (header, value))).Status);
}
