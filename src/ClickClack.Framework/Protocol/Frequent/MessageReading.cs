using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="WireMessage"/>.</summary>
internal static class MessageReading
{
    public static WireMessage Read(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new WireMessage(), ReadMember);

    public static MessageEnvelope ReadEnvelope(ref Utf8JsonReader reader) => new(JsonMembers.ReadContent(ref reader, "message", Read));

    private static void ReadMember(WireMessage message, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "id":
                message.Id = new MessageId(JsonMembers.Text(ref reader) ?? "");
                break;
            case "route_id":
                message.RouteId = JsonMembers.Text(ref reader);
                break;
            case "workspace_id":
                message.WorkspaceId = new WorkspaceId(JsonMembers.RecurringText(ref reader) ?? "");
                break;
            case "channel_id":
                message.ChannelId = JsonMembers.RecurringText(ref reader) is { } channel ? new ChannelId(channel) : null;
                break;
            case "direct_conversation_id":
                message.DirectConversationId = JsonMembers.RecurringText(ref reader) is { } direct ? new DirectConversationId(direct) : null;
                break;
            case "author_id":
                message.AuthorId = new UserId(JsonMembers.RecurringText(ref reader) ?? "");
                break;
            case "author":
                message.Author = JsonMembers.One(ref reader, UserReading.Read);
                break;
            case "parent_message_id":
                message.ParentMessageId = Id(ref reader);
                break;
            case "thread_root_id":
                message.ThreadRootId = new MessageId(JsonMembers.Text(ref reader) ?? "");
                break;
            case "channel_seq":
                message.ChannelSeq = JsonMembers.Number(ref reader);
                break;
            case "thread_seq":
                message.ThreadSeq = JsonMembers.Number(ref reader);
                break;
            case "body":
                message.Body = JsonMembers.Text(ref reader) ?? "";
                break;
            case "body_format":
                message.BodyFormat = JsonMembers.RecurringText(ref reader) ?? "";
                break;
            case "kind":
                message.Kind = JsonMembers.RecurringText(ref reader);
                break;
            case "topic_id":
                message.TopicId = JsonMembers.RecurringText(ref reader) is { } topic ? new TopicId(topic) : null;
                break;
            case "turn_id":
                message.TurnId = JsonMembers.Text(ref reader);
                break;
            case "nonce":
                message.Nonce = JsonMembers.Text(ref reader);
                break;
            case "created_at":
                message.CreatedAt = JsonMembers.Time(ref reader) ?? default;
                break;
            case "edited_at":
                message.EditedAt = JsonMembers.Time(ref reader);
                break;
            case "deleted_at":
                message.DeletedAt = JsonMembers.Time(ref reader);
                break;
            case "attachments":
                message.Attachments = JsonMembers.Many(ref reader, UploadReading.Read) ?? [];
                break;
            case "reactions":
                message.Reactions = JsonMembers.Many(ref reader, ReactionReading.Read) ?? [];
                break;
            case "thread_state":
                message.ThreadState = JsonMembers.One(ref reader, ThreadStateReading.Read);
                break;
            case "quoted_message_id":
                message.QuotedMessageId = Id(ref reader);
                break;
            case "quoted_body_snapshot":
                message.QuotedBodySnapshot = JsonMembers.Text(ref reader);
                break;
            case "quoted_author_id":
                message.QuotedAuthorId = JsonMembers.RecurringText(ref reader) is { } author ? new UserId(author) : null;
                break;
            case "quoted_author":
                message.QuotedAuthor = JsonMembers.One(ref reader, UserReading.Read);
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }

    private static MessageId? Id(ref Utf8JsonReader reader) => JsonMembers.Text(ref reader) is { } id ? new MessageId(id) : null;
}
