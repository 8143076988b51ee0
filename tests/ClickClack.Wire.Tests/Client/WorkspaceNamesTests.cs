using ClickClack.Client;
using ClickClack.Dispatch;
using ClickClack.Protocol;
using ClickClack.Wire.Tests.Time;

namespace ClickClack.Wire.Tests.Client;

/// <summary>What the arguments of a command name is found in the workspace, or said to be missing with what may have been meant.</summary>
public sealed class WorkspaceNamesTests : ClientTest
{
    private readonly ManualTime time = new();
    private WorkspaceNames names = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        names = new WorkspaceNames(new WorkspaceDirectory(Client, Workspace, time, Stop));
    }

    [Fact]
    public async Task A_user_is_found_by_handle_and_by_id()
    {
        NameSearch<UserRef> byHandle = await names.FindUserAsync("@OWNED-bot", Stop);
        NameSearch<UserRef> byId = await names.FindUserAsync(OtherBot.Id, Stop);

        Assert.Equal((OtherBot.Id, "owned-bot", true), (byHandle.Found!.Id.Value, byHandle.Found.Handle, byHandle.Found.IsBot));
        Assert.Equal(byHandle.Found, byId.Found);
    }

    [Fact]
    public async Task Who_is_not_there_is_answered_with_who_is_called_alike()
    {
        NameSearch<UserRef> slip = await names.FindUserAsync("@owned-bto", Stop);
        NameSearch<UserRef> start = await names.FindUserAsync("@own", Stop);
        NameSearch<UserRef> id = await names.FindUserAsync("usr_none", Stop);

        Assert.Equal((null, "@owned-bot"), (slip.Found, Assert.Single(slip.Candidates)));
        Assert.Contains("@owned-bot", start.Candidates);
        Assert.Null(id.Found);
        Assert.Empty(id.Candidates);
    }

    [Fact]
    public async Task Somebody_who_came_a_moment_ago_is_found_by_id()
    {
        await names.FindUserAsync(OtherBot.Id, Stop);
        LocalPerson zoe = await Server.AddPersonAsync("Zoe", "zoe");
        Assert.Null((await names.FindUserAsync(zoe.Id, Stop)).Found);
        int asked = Wire.Requests.Count;
        await names.FindUserAsync("usr_none", Stop);
        Assert.Equal(asked, Wire.Requests.Count);

        time.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal("Zoe", (await names.FindUserAsync(zoe.Id, Stop)).Found?.DisplayName);
    }

    [Fact]
    public async Task A_channel_is_found_by_name_and_by_id()
    {
        NameSearch<ChannelRef> byName = await names.FindChannelAsync("#General", Stop);
        NameSearch<ChannelRef> byId = await names.FindChannelAsync(General.Value, Stop);

        Assert.Equal((General, "general"), (byName.Found!.Id, byName.Found.Name));
        Assert.Equal(byName.Found, byId.Found);
        Assert.Equal(new Target.Channel(General), byName.Found.Target);
        Assert.Equal("#general", Assert.Single((await names.FindChannelAsync("#genral", Stop)).Candidates));
        Assert.Empty((await names.FindChannelAsync("chn_none", Stop)).Candidates);
    }

    [Fact]
    public async Task A_title_that_two_have_names_both()
    {
        ClickClackClient admin = await ClientWithAsync("bot:admin");
        WireChannel one = await admin.CreateChannelAsync(Workspace, new ChannelSettings { Name = "ops-a", DisplayTitle = "Operations" }, Stop);
        WireChannel two = await admin.CreateChannelAsync(Workspace, new ChannelSettings { Name = "ops-b", DisplayTitle = "operations" }, Stop);

        NameSearch<ChannelRef> search = await names.FindChannelAsync("#operations", Stop);

        Assert.True(search.IsAmbiguous);
        Assert.Equal([$"{one.Id} (#ops-a)", $"{two.Id} (#ops-b)"], search.Candidates.Order(StringComparer.Ordinal).OrderBy(text => text[^2]));
        Assert.Equal("ops-a", (await names.FindChannelAsync("#ops-a", Stop)).Found?.Name);
    }
}
