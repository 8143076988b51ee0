using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Tests;

public sealed class EventSubscriptionTests : UploadingTest
{
    private CallbackReceiver receiver = null!;

    protected override LocalServerOptions Options => new() { AllowLocalCallbacks = true };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        receiver = await CallbackReceiver.StartAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await receiver.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_subscriber_is_told_before_the_poster_has_its_answer()
    {
        var subscription = await SubscribeAsync("message.created");
        var posted = await PostMessageAsync(Bot.Token, "hello");

        Assert.False(receiver.IsIdle);
        var callback = await receiver.NextAsync();
        Assert.Equal(posted.Text("event.id"), callback.Headers["X-ClickClack-Event-ID"]);
        var body = JsonNode.Parse(callback.Body)!;
        Assert.Equal(subscription, (string)body["subscription_id"]!);
        Assert.Equal(posted.At("event")!.ToJsonString(), body["event"]!.ToJsonString());
        Assert.StartsWith("sha256=", callback.Headers["X-ClickClack-Signature"], StringComparison.Ordinal);

        var delivery = Assert.Single((await DeliveriesAsync(subscription)).At("deliveries")!.AsArray())!;
        Assert.Equal((200, "{}", 1), ((int)delivery["response_status"]!, (string)delivery["response_body"]!, (int)delivery["attempt"]!));
        Assert.Null(delivery["error"]);
    }

    [Fact]
    public async Task Everything_public_goes_to_a_subscriber_of_everything_and_nothing_else()
    {
        await SubscribeAsync("*");
        var root = await Owner.SayAsync(General, "root");
        var conversation = await Owner.OpenConversationAsync(Bot.Id);
        await Owner.SayAsync(conversation, "private");
        await PostAsync(Owner.Token, $"/api/channels/{General.Id}/read", new JsonObject { ["seq"] = 1 });
        await Owner.ReplyAsync(root, "reply");

        var types = new List<string>();
        while (!receiver.IsIdle)
        {
            types.Add((string)JsonNode.Parse((await receiver.NextAsync()).Body)!["event"]!["type"]!);
        }

        Assert.Equal(["message.created", "thread.reply_created", "thread.state_updated"], types);
    }

    [Fact]
    public async Task An_edit_is_told_and_an_attachment_is_not()
    {
        await SubscribeAsync("message.updated");
        var message = await Owner.SayAsync(General, "with a file");
        var upload = (await UploadAsync(Owner.Token, "a.txt")).Text("upload.id");

        Assert.Equal(200, (await AttachAsync(Owner.Token, message.Id, upload)).Status);
        Assert.True(receiver.IsIdle);
        Assert.Equal(200, (await SendAsync(Owner.Token, "PATCH", $"/api/messages/{message.Id}", """{"body":"edited"}""")).Status);
        Assert.False(receiver.IsIdle);
    }

    [Fact]
    public async Task A_failure_is_written_down_and_does_not_harm_the_poster()
    {
        var subscription = await SubscribeAsync("message.created");
        receiver.Answer = context =>
        {
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("out of order");
        };

        Assert.Equal(201, (await PostMessageAsync(Bot.Token, "hello")).Status);

        var delivery = (await DeliveriesAsync(subscription)).At("deliveries.0")!;
        Assert.Equal(
            (500, "out of order", "event subscription callback failed"),
            ((int)delivery["response_status"]!, (string)delivery["response_body"]!, (string)delivery["error"]!));
    }

    [Fact]
    public async Task Deliveries_come_newest_first_and_in_pages()
    {
        var subscription = await SubscribeAsync("message.created");
        for (var i = 0; i < 3; i++)
        {
            await Owner.SayAsync(General, $"m{i}");
        }

        var first = await DeliveriesAsync(subscription, "?limit=2");
        var second = await DeliveriesAsync(subscription, $"?limit=2&before={first.Text("next_cursor")}");

        var ids = first.Texts("deliveries", "id").Concat(second.Texts("deliveries", "id")).ToList();
        Assert.Equal(3, ids.Distinct().Count());
        Assert.Equal(ids.OrderDescending(StringComparer.Ordinal), ids);
        Assert.Null(second.At("next_cursor"));
        Assert.True(second.Json.AsObject().ContainsKey("next_cursor"));
    }

    [Fact]
    public async Task A_revoked_subscription_is_told_nothing_more()
    {
        var subscription = await SubscribeAsync("*");

        Assert.Equal(200, (await SendAsync(Owner.Token, "POST", $"/api/event-subscriptions/{subscription}/revoke")).Status);
        await Owner.SayAsync(General, "hello");

        Assert.True(receiver.IsIdle);
        (await SendAsync(Owner.Token, "POST", $"/api/event-subscriptions/{subscription}/rotate-secret"))
            .IsRefused(400, "cannot rotate a revoked event subscription");
    }

    private async Task<string> SubscribeAsync(params string[] types)
    {
        var subscribed = await PostAsync(Owner.Token, $"/api/workspaces/{Workspace}/event-subscriptions", new JsonObject
        {
            ["event_types"] = new JsonArray([.. types.Select(type => JsonValue.Create(type))]),
            ["callback_url"] = receiver.Url,
        });
        return subscribed.Text("event_subscription.id");
    }

    private Task<Reply> DeliveriesAsync(string subscription, string query = "") =>
        GetAsync(Owner.Token, $"/api/event-subscriptions/{subscription}/deliveries{query}");
}
