namespace ClickClack.Protocol;

/// <summary>The names of the events that something here depends on.</summary>
internal static class EventTypes
{
    public const string MessageCreated = "message.created";
    public const string ThreadReplyCreated = "thread.reply_created";
    public const string ChannelCreated = "channel.created";
    public const string ChannelUpdated = "channel.updated";
}
