using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

/// <summary>What a guest finds besides messages and events: nothing of the channels that are not the guests'.</summary>
public sealed class GuestTests : UploadingTest
{
    private string lobby = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        lobby = (await Server.AddChannelAsync("guest")).Id;
        await SendAsync(Owner.Token, "PATCH", $"/api/workspaces/{Workspace}/moderation/members/{Member.Id}", """{"role":"guest"}""");
    }

    [Fact]
    public async Task Search_looks_into_the_guests_channel_only()
    {
        await PostMessageAsync(Owner.Token, "rose inside");
        await PostMessageAsync(Owner.Token, "rose outside", channel: lobby);

        var found = await GetAsync(Member.Token, $"/api/search?workspace_id={Workspace}&q=rose");
        Assert.Equal([lobby], found.Texts("results", "channel_id"));
        Assert.Single((await GetAsync(Member.Token, $"/api/search?workspace_id={Workspace}&q=rose&channel_id={lobby}")).At("results")!.AsArray());
        (await GetAsync(Member.Token, $"/api/search?workspace_id={Workspace}&q=rose&channel_id={General.Id}")).IsRefused(403, "moderation restriction");
    }

    [Fact]
    public async Task Topics_are_those_of_the_workspace_and_of_the_guests_channel()
    {
        await CreateTopicAsync(Owner.Token, "everywhere");
        await CreateTopicAsync(Owner.Token, "inside", General.Id);

        (await CreateTopicAsync(Member.Token, "mine")).IsRefused(403, "moderation restriction");
        (await CreateTopicAsync(Member.Token, "mine", General.Id)).IsRefused(403, "moderation restriction");
        Assert.Equal(201, (await CreateTopicAsync(Member.Token, "outside", lobby)).Status);
        Assert.Equal(["everywhere", "outside"], (await GetAsync(Member.Token, $"/api/workspaces/{Workspace}/topics")).Texts("topics", "name"));
    }

    [Fact]
    public async Task Addresses_lead_into_the_guests_channel_only()
    {
        var inside = (await PostMessageAsync(Owner.Token, "inside")).Text("message.id");
        var outside = (await PostMessageAsync(Owner.Token, "outside", channel: lobby)).Text("message.id");

        (await RouteAsync(General.Id)).IsRefused(404, "route not found");
        (await RouteAsync(inside)).IsRefused(404, "route not found");
        Assert.Equal(200, (await RouteAsync(lobby)).Status);
        Assert.Equal(200, (await RouteAsync(outside)).Status);
    }

    [Fact]
    public async Task A_file_is_seen_where_a_message_that_carries_it_is()
    {
        var upload = (await UploadAsync(Owner.Token, "a.txt")).Text("upload.id");
        await AttachAsync(Owner.Token, (await PostMessageAsync(Owner.Token, "inside")).Text("message.id"), upload);
        (await GetAsync(Member.Token, $"/api/uploads/{upload}")).IsRefused(404, "upload is not visible");

        await AttachAsync(Owner.Token, (await PostMessageAsync(Owner.Token, "outside", channel: lobby)).Text("message.id"), upload);
        Assert.Equal(200, (await GetAsync(Member.Token, $"/api/uploads/{upload}")).Status);
    }

    private Task<Reply> RouteAsync(string target) => GetAsync(Member.Token, $"/api/routes/{Workspace}/{target}");

    private Task<Reply> CreateTopicAsync(string token, string name, string? channel = null) =>
        PostAsync(token, $"/api/workspaces/{Workspace}/topics", new JsonObject { ["name"] = name, ["channel_id"] = channel });
}
