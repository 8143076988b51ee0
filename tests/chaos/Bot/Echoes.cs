namespace ChaosBot;

/// <summary>Whatever is said in any channel.</summary>
[OnChannel("*")]
internal sealed class ChannelEcho
{
    public string Handle(Message message) => Run.Text("message", Run.NumberIn(message.Text));
}

/// <summary>Whoever writes to the bot directly.</summary>
[OnDm]
internal sealed class DirectEcho
{
    public string Handle(Message message) => Run.Text("message", Run.NumberIn(message.Text));
}

/// <summary>Replies in threads, wherever they hang.</summary>
[OnThread]
internal sealed class ThreadEcho
{
    public string Handle(Message message) => Run.Text("message", Run.NumberIn(message.Text));
}

/// <summary>Who mentions the bot: in groups there is no other way to it but commands.</summary>
[OnMention]
internal sealed class MentionEcho
{
    public string Handle(Message message) => Run.Text("message", Run.NumberIn(message.Text));
}
