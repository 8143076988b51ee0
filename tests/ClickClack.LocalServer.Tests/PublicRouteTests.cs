namespace ClickClack.Local.Tests;

public sealed class PublicRouteTests : LocalServerTest
{
    [Fact]
    public async Task A_thread_gets_its_address_by_being_asked_for()
    {
        var root = await Owner.SayAsync(General, "root");

        var target = await GetAsync(Bot.Token, $"/api/routes/{Workspace}/{root.Id}");

        Assert.Equal(("thread", root.Id, "channel", General.Id), (
            target.Text("route.target_type"), target.Text("route.target_id"), target.Text("route.parent_type"), target.Text("route.parent_id")));
        var address = target.Text("route.canonical_path")["/app/".Length..];
        Assert.Equal(target.Body, (await GetAsync(Bot.Token, $"/api/routes/{address}")).Body);
    }

    [Fact]
    public async Task A_reply_has_no_address()
    {
        var reply = await Owner.ReplyAsync(await Owner.SayAsync(General, "root"), "reply");

        (await GetAsync(Bot.Token, $"/api/routes/{Workspace}/{reply.Id}")).IsRefused(404, "route not found");
    }

    [Fact]
    public async Task Public_and_internal_parts_do_not_mix()
    {
        var workspace = (await GetAsync(Owner.Token, $"/api/workspaces/{Workspace}")).Text("workspace.route_id");

        (await GetAsync(Bot.Token, $"/api/routes/{workspace}/{General.Id}")).IsRefused(404, "route not found");
        Assert.Equal(200, (await GetAsync(Bot.Token, $"/api/routes/{Workspace}/{General.Id}")).Status);
    }
}
