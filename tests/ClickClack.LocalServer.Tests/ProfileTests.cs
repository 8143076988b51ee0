namespace ClickClack.Local.Tests;

public sealed class ProfileTests : LocalServerTest
{
    [Fact]
    public async Task What_is_absent_stays_as_it_is()
    {
        var before = await GetAsync(Owner.Token, "/api/me");

        var after = await PatchAsync("""{"display_name":" New Name "}""");

        Assert.Equal("New Name", after.Text("user.display_name"));
        Assert.Equal(before.Text("user.handle"), after.Text("user.handle"));
        Assert.Equal(before.Text("user.avatar_url"), after.Text("user.avatar_url"));
        Assert.Equal("New Name", (await PostMessageAsync(Owner.Token, "hi")).Text("message.author.display_name"));
    }

    [Fact]
    public async Task An_empty_avatar_brings_the_generated_one_back()
    {
        var generated = (await GetAsync(Owner.Token, "/api/me")).Text("user.avatar_url");

        Assert.Equal("https://example.com/me.png", (await PatchAsync("""{"avatar_url":"https://example.com/me.png"}""")).Text("user.avatar_url"));
        Assert.Equal(generated, (await PatchAsync("""{"avatar_url":""}""")).Text("user.avatar_url"));
    }

    [Theory]
    [InlineData("""{"display_name":" "}""", "display_name is required")]
    [InlineData("""{"handle":"service-bot"}""", "handle is already taken")]
    [InlineData("""{"handle":"-x"}""", "handle must be 2-32 chars using letters, numbers, underscores, or dashes")]
    [InlineData("""{"avatar_url":"ftp://x"}""", "avatar_url must be an http or https URL")]
    [InlineData("""{"notification_settings":{"pushover_enabled":true}}""", "pushover_user_key is required when pushover notifications are enabled")]
    [InlineData("""{"notification_settings":{"pushover_user_key":"short"}}""", "pushover_user_key must be 30 alphanumeric characters")]
    [InlineData("""{"appearance_preferences":{"density":"huge"}}""", "density is invalid")]
    public async Task What_breaks_a_rule_is_refused(string request, string error) => (await PatchAsync(request)).IsRefused(400, error);

    [Fact]
    public async Task A_handle_can_be_kept_and_changed()
    {
        await PatchAsync("""{"handle":"@Captain"}""");

        Assert.Equal("captain", (await PatchAsync("""{"handle":"captain"}""")).Text("user.handle"));
        Assert.Equal(Owner.Id, (string)(await PostMessageAsync(Bot.Token, "hi @captain")).At("event.mentioned_user_ids.0")!);
    }

    [Fact]
    public async Task Preferences_show_only_what_differs_from_the_default()
    {
        var dark = await PatchAsync("""{"appearance_preferences":{"color_mode":"dark","density":"comfortable"}}""");
        Assert.Equal("""{"color_mode":"dark"}""", dark.At("user.appearance_preferences")!.ToJsonString());

        var usual = await PatchAsync("""{"appearance_preferences":{"color_mode":"system"}}""");
        Assert.Null(usual.At("user.appearance_preferences"));
    }

    private Task<Reply> PatchAsync(string request) => SendAsync(Owner.Token, "PATCH", "/api/me", request);
}
