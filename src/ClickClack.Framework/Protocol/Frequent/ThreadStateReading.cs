using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="WireThreadState"/>.</summary>
internal static class ThreadStateReading
{
    public static WireThreadState Read(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new WireThreadState(), ReadMember);

    private static void ReadMember(WireThreadState state, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "root_message_id":
                state.RootMessageId = new MessageId(JsonMembers.Text(ref reader) ?? "");
                break;
            case "reply_count":
                state.ReplyCount = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "last_reply_at":
                state.LastReplyAt = JsonMembers.Time(ref reader);
                break;
            case "last_reply_author_ids":
                state.LastReplyAuthorIds = Authors(JsonMembers.Texts(ref reader));
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }

    private static UserId[] Authors(string[]? ids) => ids is null or [] ? [] : Array.ConvertAll(ids, static id => new UserId(id));
}
