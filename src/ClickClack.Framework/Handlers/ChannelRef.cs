namespace ClickClack;

/// <summary>
/// A channel that an argument of a command names, <c>#name</c> or <c>chn_…</c>: looked up in the workspace before the handler is called.
/// One that is not there is answered, and the handler is not called.
/// </summary>
/// <param name="Id">The channel's id.</param>
/// <param name="Name">Its name, without <c>#</c>.</param>
/// <param name="DisplayName">The title shown in the chat; the name if it has none.</param>
public sealed record ChannelRef(ChannelId Id, string Name, string DisplayName)
{
    /// <summary>The channel as a place to send to.</summary>
    public Target Target => new Target.Channel(Id);
}
