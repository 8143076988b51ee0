using ClickClack.Dispatch;

namespace ClickClack.GeneratorTests;

/// <summary>Which routes follow the edits of their messages.</summary>
public sealed class EditTests
{
    private static IEnumerable<string> Following(string source) =>
        Bot.Of(source).Routes.Routes.Where(static route => route.FollowsEdits).Select(static route => route.Cause);

    [Fact]
    public void Rule07_a_command_follows_if_it_says_so() => Assert.Equal(["/a"], Following("""
        class Handler
        {
            [OnCommand("a"), FollowEdits] public void A() { }
            [OnCommand("b")] public void B() { }
        }
        """));

    [Fact]
    public void Rule07_on_a_class_it_holds_for_its_commands_and_for_nothing_else() => Assert.Equal(["/a", "/b"], Following("""
        [FollowEdits]
        class Handler
        {
            [OnCommand("a")] public void A() { }
            [OnCommand("b"), FollowEdits] public void B() { }
            [OnMessage] public void Other() { }
            [OnPattern("x")] public void Pattern() { }
            [OnReaction] public void Reaction() { }
            [OnError] public void Failed() { }
            [OnEvent] public void Pinned(PinAdded pin) { }
        }
        """));

    [Fact]
    public void Rule07_on_a_class_that_is_a_command_whose_handler_is_inherited() => Assert.Equal(["/a"], Following("""
        class Base { public string Handle() => ""; }
        [OnCommand("a"), FollowEdits] class Handler : Base { }
        """));

    [Fact]
    public void Rule07_the_hint_of_a_group_follows_if_one_of_its_sub_commands_does() => Assert.Equal(["/bet open", "/bet"], Following("""
        class Handler
        {
            [OnCommand("bet open"), FollowEdits] public void Open() { }
            [OnCommand("bet close")] public void Close() { }
            [OnCommand("list all")] public void All() { }
        }
        """));

    [Theory]
    [InlineData("class Handler { [OnCommand(\"a\"), FollowEdits] public void A() { } }")]
    [InlineData("[FollowEdits] class Handler { [OnCommand(\"a\")] public void A() { } [OnMessage] public void Other() { } }")]
    [InlineData("[OnCommand(\"a\"), FollowEdits] class Handler { public void Handle() { } }")]
    [InlineData("[OnCommand(\"a\")] class Handler { [FollowEdits] public void Handle() { } }")]
    public Task Where_there_is_a_command_nothing_is_reported(string source) => Analyzers.AssertNoneAsync(source);
}
