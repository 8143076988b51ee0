using ClickClack.Dispatch;
using ClickClack.Protocol;

namespace ClickClack.Framework.Tests.Menu;

public sealed class CommandMenuTests
{
    [Fact]
    public void A_command_is_an_entry_with_its_description_and_what_to_type_behind_it()
    {
        Assert.Equal(
            [new MenuCommand("roll", "Rolls dice.", "[sides]"), new MenuCommand("stats", "Says how often.")],
            CommandMenu.Of([Command("roll|r", "/roll [sides]", "Rolls dice."), Command("stats", "/stats", " Says\thow often. ")]));
    }

    [Fact]
    public void What_nobody_described_is_called_what_it_is()
    {
        Assert.Equal([new MenuCommand("roll", "/roll")], CommandMenu.Of([Command("roll", "/roll", null)]));
        Assert.Equal([new MenuCommand("roll", "/roll")], CommandMenu.Of([new RouteDescription("/roll", "Dice.Roll", false) { Kind = RouteKind.Command, Commands = ["roll"] }]));
    }

    [Fact]
    public void Sub_commands_are_listed_under_their_first_word()
    {
        RouteDescription[] routes =
        [
            Command("bet open", "/bet open <stake>", "Opens."), Command("roll", "/roll [sides]", "Rolls dice"), Command("bet close", "/bet close", null),
            Command("roll stats", "/roll stats", "Says how often."),
            new RouteDescription("/bet", "sub-commands of /bet", false) { Kind = RouteKind.CommandGroup, Commands = ["bet"] },
        ];

        Assert.Equal(
            [
                new MenuCommand("bet", "Sub-commands: open, close", "<open|close>"),
                new MenuCommand("roll", "Rolls dice. Sub-commands: stats", "[sides]"),
            ],
            CommandMenu.Of(routes));
    }

    [Fact]
    public void One_command_in_several_places_is_one_entry()
    {
        Assert.Equal(
            [new MenuCommand("roll", "Rolls dice", "<sides>")],
            CommandMenu.Of([Command("roll", "/roll <sides>", null), Command("roll", "/roll", "Rolls dice")]));
    }

    [Fact]
    public void Whatever_is_too_long_for_the_server_is_cut_between_characters()
    {
        MenuCommand entry = Assert.Single(CommandMenu.Of([Command("x", $"/x {new string('a', 120)}", new string('b', 98) + "🎲🎲")]));

        Assert.Equal((new string('b', 98) + "…", new string('a', 99) + "…"), (entry.Description, entry.ArgsHint));
        MenuCommand many = Assert.Single(CommandMenu.Of(
            Enumerable.Range(0, 40).Select(i => Command($"set option{i}", $"/set option{i}", null))));
        Assert.Equal("<sub-command>", many.ArgsHint);
        Assert.Equal(100, many.Description.Length);
    }

    private static RouteDescription Command(string names, string usage, string? description) =>
        new("/" + names, "Tests.Handler.Handle", false)
        {
            Kind = RouteKind.Command,
            Commands = names.Split('|'),
            Command = new CommandDescription(names.Split('|')[0], usage, description),
        };
}
