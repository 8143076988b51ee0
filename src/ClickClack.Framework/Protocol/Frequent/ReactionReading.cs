using System.Text.Json;

namespace ClickClack.Protocol;

/// <summary>Reads <see cref="WireReaction"/>.</summary>
internal static class ReactionReading
{
    public static WireReaction Read(ref Utf8JsonReader reader) => JsonMembers.Read(ref reader, new WireReaction(), ReadMember);

    private static void ReadMember(WireReaction reaction, scoped ReadOnlySpan<char> name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "emoji":
                reaction.Emoji = JsonMembers.RecurringText(ref reader) ?? "";
                break;
            case "count":
                reaction.Count = JsonMembers.Number(ref reader) ?? 0;
                break;
            case "reacted_by_me":
                reaction.ReactedByMe = JsonMembers.Flag(ref reader) ?? false;
                break;
            default:
                JsonMembers.Skip(ref reader);
                break;
        }
    }
}
