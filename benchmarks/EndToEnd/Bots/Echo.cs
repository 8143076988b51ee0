namespace ClickClack.EndToEnd.Bots;

/// <summary>The bot that is measured, as one writes it with the framework.</summary>
[OnChannel("*")]
internal sealed class Echo
{
    public string Handle(Message message) => $"echo: {message.Text}";
}
