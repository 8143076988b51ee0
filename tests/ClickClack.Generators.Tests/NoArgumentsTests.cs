namespace ClickClack.GeneratorTests;

/// <summary>Commands that take nothing: words behind them are refused, however the command was written.</summary>
public sealed class NoArgumentsTests
{
    private const string Source = """
        static class C
        {
            [OnCommand("status", "st", "situation")] public static string Status() => "fine";
            [OnCommand("list all", "l a")] public static string All() => "all";
        }
        """;

    [Theory]
    [InlineData("/status", "fine")]
    [InlineData("/status ", "fine")]
    [InlineData("/status \n\t ", "fine")]
    [InlineData("/STATUS@echo", "fine")]
    [InlineData("/st", "fine")]
    [InlineData("/situation", "fine")]
    [InlineData("/list all", "all")]
    [InlineData("/list   ALL ", "all")]
    [InlineData("/l a", "all")]
    [InlineData("/status x", "`x` is one word too many\nusage: `/status`")]
    [InlineData("/st x", "`x` is one word too many\nusage: `/status`")]
    [InlineData("/st x y", "`x` is one word too many\nusage: `/status`")]
    [InlineData("/situation\nx", "`x` is one word too many\nusage: `/status`")]
    [InlineData("/status@echo \"", "a blank text has no closing quote\nusage: `/status`")]
    [InlineData("/l a x", "`x` is one word too many\nusage: `/list all`")]
    [InlineData("/list all x", "`x` is one word too many\nusage: `/list all`")]
    public async Task Only_blanks_may_follow(string text, string reply) => Assert.Equal(reply, await Bot.Of(Source).SayAsync(text));
}
