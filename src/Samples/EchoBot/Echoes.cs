namespace EchoBot;

/// <summary>Whatever is said in #general.</summary>
[OnChannel("general")]
internal sealed class GeneralEcho
{
    public string Handle(Message message) => $"echo: {message.Text}";
}

/// <summary>Whoever says @echo, in any channel or thread.</summary>
[OnMention]
internal sealed class MentionEcho
{
    public string Handle(Message message) => $"echo (mention): {message.Text}";
}

/// <summary>Whoever writes to the bot directly.</summary>
[OnDm]
internal sealed class DirectEcho
{
    public string Handle(Message message) => $"echo (dm): {message.Text}";
}

/// <summary>Replies in threads, wherever they hang.</summary>
[OnThread]
internal sealed class ThreadEcho
{
    public string Handle(Message message) => $"echo (thread): {message.Text}";
}
