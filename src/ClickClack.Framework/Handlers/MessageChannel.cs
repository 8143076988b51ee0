namespace ClickClack;

/// <summary>The channel a message is in.</summary>
/// <param name="Id">The channel's id.</param>
/// <param name="Name">Its name, without <c>#</c>.</param>
public sealed record MessageChannel(ChannelId Id, string Name);
