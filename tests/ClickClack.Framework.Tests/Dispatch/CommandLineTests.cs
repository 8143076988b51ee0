using System.Diagnostics;
using ClickClack.Dispatch;

namespace ClickClack.Framework.Tests.Dispatch;

public sealed class CommandLineTests
{
    private static string? Name(string text, string handle = "echo")
    {
        Span<char> buffer = stackalloc char[CommandLine.MaxNameLength];
        return CommandLine.TryReadName(text, handle, buffer, out ReadOnlySpan<char> name) ? name.ToString() : null;
    }

    [Theory]
    [InlineData("/roll", "roll")]
    [InlineData("/roll 2d6", "roll")]
    [InlineData("/roll\t2d6", "roll")]
    [InlineData("/roll\n2d6", "roll")]
    [InlineData("/ROLL", "roll")]
    [InlineData("/a_b-c9", "a_b-c9")]
    [InlineData("/roll@echo", "roll")]
    [InlineData("/roll@Echo 2d6", "roll")]
    [InlineData("/x", "x")]
    [InlineData("/Roll@ECHO", "roll")]
    [InlineData("/rolL\u00A02d6", "roll")]
    [InlineData("/ABCDEFGHIJKLMNOPQRSTUVWXYZ012345 x", "abcdefghijklmnopqrstuvwxyz012345")]
    [InlineData("/abcdefghijklmnopqrstuvwxyz01234Z@echo", "abcdefghijklmnopqrstuvwxyz01234z")]
    [InlineData("/abcdefghijklmnopqrstuvwxyz012345", "abcdefghijklmnopqrstuvwxyz012345")]
    public void A_slash_and_a_name_are_a_command(string text, string name) => Assert.Equal(name, Name(text));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/ roll")]
    [InlineData("roll")]
    [InlineData(" /roll")]
    [InlineData("//roll")]
    [InlineData("/etc/hosts")]
    [InlineData("/etc/hosts is a file")]
    [InlineData("/roll!")]
    [InlineData("/röll")]
    [InlineData("/roll@echo!")]
    [InlineData("/roll@a@b")]
    [InlineData("/@echo")]
    [InlineData("/roll@")]
    [InlineData("/abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("/abcdefghijklmnopqrstuvwxyz0123456 x")]
    [InlineData("/ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456")]
    [InlineData("/abcdefghijklmnopqrstuvwxyz012345Z@echo")]
    public void Anything_else_is_text(string text) => Assert.Null(Name(text));

    [Theory]
    [InlineData("/roll@other", "echo")]
    [InlineData("/roll@echo-two", "echo")]
    [InlineData("/roll@echo", "")]
    public void A_command_for_another_bot_is_a_command_without_a_name(string text, string handle) => Assert.Equal("", Name(text, handle));

    [Theory]
    [InlineData("/roll 2d6", true)]
    [InlineData("/roll", true)]
    [InlineData("/roll@echo", false)]
    [InlineData("/Roll 2d6", false)]
    [InlineData("/rolL@echo", false)]
    public void A_name_is_where_it_was_written(string text, bool lower)
    {
        Assert.True(CommandLine.TryReadName(text, "echo", out ReadOnlySpan<char> name, out bool isLower));
        Assert.True(text.AsSpan(1, 4) == name);
        Assert.Equal(lower, isLower);
    }

    [Theory]
    [InlineData("/a rollBACK  7", "rollback", 13)]
    [InlineData("/a rollback\t7", "rollback", 12)]
    [InlineData("/a rollback", "rollback", 11)]
    [InlineData("/a ROLLBACK", "rollback", 11)]
    [InlineData("/a rollback!", "", 3)]
    [InlineData("/a", "", 2)]
    [InlineData("/a abcdefghijklmnopqrstuvwxyz0123456", "", 3)]
    public void A_word_that_can_be_a_name_is_passed(string text, string word, int end)
    {
        int position = CommandLine.ArgumentsStart(text);
        Assert.Equal(word, CommandLine.ReadWord(text, ref position, stackalloc char[CommandLine.MaxNameLength]).ToString());
        Assert.Equal(end, position);
    }

    [Theory]
    [InlineData("/roll", 5)]
    [InlineData("/roll 2d6", 6)]
    [InlineData("/roll  \n 2d6", 9)]
    [InlineData("/roll@echo 2d6", 11)]
    public void The_arguments_begin_after_the_blanks(string text, int start) => Assert.Equal(start, CommandLine.ArgumentsStart(text));

    [Fact]
    public void A_word_as_long_as_a_message_can_be_costs_linear_time()
    {
        string word = "/" + new string('a', 64 * 1024);
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < 200; i++)
        {
            Assert.Null(Name(word));
            Assert.Equal(word.Length, CommandLine.ArgumentsStart(word));
        }

        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(5));
    }
}
