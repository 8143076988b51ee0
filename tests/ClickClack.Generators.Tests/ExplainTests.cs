namespace ClickClack.GeneratorTests;

public sealed class ExplainTests
{
    private const string Source = """
        [OnChannel("ops"), AllowFrom("@root")]
        class Ops
        {
            [OnCommand("deploy")] public void Deploy() { }
            [OnPattern("rollback")] public void Rollback() { }
        }
        [OnMention] class Asked { public void Handle() { } }
        [OnChannel("*")] class Any { public void Handle() { } }
        class Everything { [OnMessage] public void Handle() { } }
        """;

    [Fact]
    public void Each_route_says_why()
    {
        Bot bot = Bot.Of(Source);
        Assert.Equal("""
            pattern rollback in #ops takes it: Ops.Rollback, but is not called: [AllowFrom] does not name the author
              /deploy in #ops (Ops.Deploy): the text is not a command
              mentions (Asked.Handle): Ops.Rollback goes before it: commands go before patterns, these before mentions, and those before places
              any channel (Any.Handle): Ops.Rollback goes before it: commands go before patterns, these before mentions, and those before places
              messages (Everything.Handle): Ops.Rollback goes before it: commands go before patterns, these before mentions, and those before places
              /help (answered by the framework): the text is not a command
            """, bot.Explain(Message.Of("please rollback", channel: "ops"), mentioned: true).ToString());
        Assert.Equal("""
            no route takes it
              /deploy in #ops (Ops.Deploy): it does not listen here, which is a direct message
              pattern rollback in #ops (Ops.Rollback): it does not listen here, which is a direct message
              mentions (Asked.Handle): the text is a command, and those belong to commands only
              any channel (Any.Handle): it does not listen here, which is a direct message
              messages (Everything.Handle): the text is a command, and those belong to commands only
              /help (answered by the framework): the text does not begin with /help
            """, bot.Explain(Message.Of("/deploy", dm: true)).ToString());
        Assert.Equal("""
            any channel takes it: Any.Handle
              /deploy in #ops (Ops.Deploy): it does not listen here, which is #general
              pattern rollback in #ops (Ops.Rollback): it does not listen here, which is #general
              mentions (Asked.Handle): the bot is not mentioned
              messages (Everything.Handle): Any.Handle goes before it: a place goes before any message in it
              /help (answered by the framework): the text is not a command
            """, bot.Explain(Message.Of("hi")).ToString());
    }

    [Fact]
    public void A_mention_is_found_in_the_body_if_nobody_says()
    {
        var routes = new ClickClackRoutes(Bot.Of(Source).Routes);
        Assert.Equal("Asked.Handle", routes.Explain(Message.Of("hi @echo"), botHandle: "echo").Winner?.Handler);
        Assert.Equal("Any.Handle", routes.Explain(Message.Of("hi @echo"), mentionsBot: false, botHandle: "echo").Winner?.Handler);
        Assert.Equal(["/deploy in #ops", "pattern rollback in #ops", "mentions", "any channel", "messages", "/help"], routes.Describe().Select(route => route.Cause));
    }
}
