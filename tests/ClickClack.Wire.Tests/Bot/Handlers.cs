namespace ClickClack.Wire.Tests.Bot;

/// <summary>Whatever is said in #general.</summary>
[OnChannel("general")]
internal sealed class GeneralEcho(Script script)
{
    public async Task<string> HandleAsync(Message message, CancellationToken cancellationToken)
    {
        await script.RunAsync(message, cancellationToken);
        return $"echo: {message.Text}";
    }
}

/// <summary>Whoever mentions the bot, in any channel, group or thread.</summary>
[OnMention]
internal sealed class MentionEcho(Script script)
{
    public async Task<string> HandleAsync(Message message, CancellationToken cancellationToken)
    {
        await script.RunAsync(message, cancellationToken);
        return $"echo (mention): {message.Text}";
    }
}

/// <summary>Whoever writes to the bot directly.</summary>
[OnDm]
internal sealed class DirectEcho(Script script)
{
    public async Task<string> HandleAsync(Message message, CancellationToken cancellationToken)
    {
        await script.RunAsync(message, cancellationToken);
        return $"echo (dm): {message.Text}";
    }
}

/// <summary>Replies in threads, wherever they hang.</summary>
[OnThread]
internal sealed class ThreadEcho(Script script)
{
    public async Task<string> HandleAsync(Message message, CancellationToken cancellationToken)
    {
        await script.RunAsync(message, cancellationToken);
        return $"echo (thread): {message.Text}";
    }
}
