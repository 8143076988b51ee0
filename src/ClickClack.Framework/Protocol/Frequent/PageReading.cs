using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="MessagePage"/> and <see cref="EventsPage"/>.</summary>
internal static class PageReading
{
    private static readonly WireEventConverter Events = new();

    public static MessagePage ReadMessages(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new MessagePage(), ReadMember);

    public static EventsPage ReadEvents(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new EventsPage(), ReadMember);

    private static void ReadMember(MessagePage page, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "messages":
                page.Messages = JsonMembers.Many(ref reader, MessageReading.Read) ?? [];
                break;
            case "oldest_seq":
                page.OldestSeq = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "newest_seq":
                page.NewestSeq = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "has_older":
                page.HasOlder = JsonMembers.Flag(ref reader) ?? false;
                break;
            case "has_newer":
                page.HasNewer = JsonMembers.Flag(ref reader) ?? false;
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }

    private static void ReadMember(EventsPage page, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "events":
                page.Events = JsonMembers.Many(ref reader, ReadEvent) ?? [];
                break;
            case "tail_cursor":
                page.TailCursor = JsonMembers.Text(ref reader) is { } cursor ? new EventCursor(cursor) : null;
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }

    private static WireEvent ReadEvent(ref Utf8JsonReader reader) => Events.Read(ref reader);
}
