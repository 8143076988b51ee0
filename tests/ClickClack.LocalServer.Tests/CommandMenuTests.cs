using System.Text.Json.Nodes;

namespace ClickClack.Local.Tests;

public sealed class CommandMenuTests : LocalServerTest
{
    [Fact]
    public async Task A_menu_is_normalised_and_replaced_as_a_whole()
    {
        await PutAsync("""{"commands":[{"command":"old","description":"x"}]}""");

        var reply = await PutAsync("""{"commands":[{"command":" Roll ","description":" Throw dice ","args_hint":"2d6"},{"command":"/help","description":"x"}]}""");

        Assert.Equal(["/help", "/roll"], reply.Texts("bot_commands", "command"));
        var listed = await GetAsync(OtherBot.Token, $"/api/workspaces/{Workspace}/bot-commands");
        Assert.Equal("Throw dice", listed.Text("bot_commands.1.description"));
        Assert.Equal("service-bot", listed.Text("bot_commands.1.bot.handle"));
    }

    [Theory]
    [InlineData("{}", "commands is required")]
    [InlineData("""{"commands":[{"command":"a b","description":"x"}]}""", "commands[0].command must match ^/[a-z0-9_-]{1,32}$ after normalization")]
    [InlineData("""{"commands":[{"command":"a"}]}""", "commands[0].description is required")]
    [InlineData("""{"commands":[{"command":"a","description":"x"},{"command":"/A","description":"x"}]}""", "commands[1].command duplicates /a")]
    public async Task Odd_menus_are_400(string body, string error) => (await PutAsync(body)).IsRefused(400, error);

    [Fact]
    public async Task Everyone_hears_of_a_new_menu()
    {
        using var socket = await ConnectAtTailAsync(OtherBot.Token);

        await PutAsync("""{"commands":[]}""");

        var announced = await socket.NextAsync();
        Assert.Equal("bot_command.updated", (string)announced!["type"]!);
        Assert.Equal("", (string)announced["id"]!);
    }

    [Fact]
    public async Task Humans_have_no_menu() =>
        (await SendAsync(Owner.Token, "PUT", "/api/bots/self/commands", """{"commands":[]}""")).IsRefused(403, "bot token required");

    private Task<Reply> PutAsync(string body) => SendAsync(Bot.Token, "PUT", "/api/bots/self/commands", body);
}
