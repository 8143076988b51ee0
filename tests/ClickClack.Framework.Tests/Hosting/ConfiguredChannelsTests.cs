using ClickClack.Dispatch;
using ClickClack.Framework.Tests.Bot;
using ClickClack.Hosting;
using Microsoft.Extensions.Configuration;

namespace ClickClack.Framework.Tests.Hosting;

public sealed class ConfiguredChannelsTests
{
    private static readonly RouteTable Routes = new([
        new ScriptedRoutes()
            .Channel("a", _ => null).At(new RoutePlace(Places.ChannelRoot) { Keys = ["Standup:Room"] })
            .Channel("b", _ => null).At(new RoutePlace(Places.Channel) { Keys = ["Ops"] })]);

    private static ConfiguredChannels Channels(params (string Key, string Value)[] settings) => new(
        Routes, new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build());

    [Fact]
    public void All_that_is_missing_or_wrong_is_one_message_with_key_and_handler() => Assert.Equal(
        """
        Standup:Room is not set: the name or id of a channel (for Tests.Handler.Handle, [OnChannel("{Config:Standup:Room}")])
        Ops: write "ops" without the '#' (for Tests.Handler.Handle, [OnChannel("{Config:Ops}")])
        """.ReplaceLineEndings(),
        Assert.Throws<InvalidOperationException>(() => Channels(("Ops", "#ops")).Read()).Message);

    [Fact]
    public void A_name_or_an_id_will_do()
    {
        IReadOnlyDictionary<string, string> read = Channels(("Ops", " chn_1 "), ("Standup:Room", "daily")).Read();
        Assert.Equal("chn_1", read["Ops"]);
        Assert.Equal("daily", read["Standup:Room"]);
    }

    [Fact]
    public void What_explains_routes_works_without_them() => Assert.Equal("default", Channels().Table().Settings.Account);
}
