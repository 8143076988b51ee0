namespace ClickClack;

/// <summary>
/// Listens to the root messages of a channel. On a class with one <c>Handle</c> or <c>HandleAsync</c> method, or on a method, it is
/// a route. On a class whose methods carry attributes, or next to <see cref="OnCommandAttribute"/>, <see cref="OnPatternAttribute"/>,
/// <see cref="OnMentionAttribute"/> or <see cref="OnMessageAttribute"/>, it says where those listen, threads included, and is no route itself. Given more than
/// once, any of the channels will do.
/// </summary>
/// <param name="channel">
/// A channel's name (<c>general</c>), its id (<c>chn_…</c>), <c>*</c> for every channel, or <c>{Config:Standup:Channel}</c> for the name
/// or id that the configuration has under that key when the bot starts.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true, Inherited = false)]
public sealed class OnChannelAttribute(string channel) : Attribute
{
    /// <summary>A channel's name, its id, <c>*</c>, or a key of the configuration.</summary>
    public string Channel { get; } = channel;
}
