using System.Text.Json.Nodes;

namespace ClickClack.Chaos.Tests.Talk;

/// <summary>A message as people see it.</summary>
/// <param name="Place">The id of the channel or direct conversation.</param>
/// <param name="Root">The thread's root, for a reply; null for a root message.</param>
/// <param name="Seq">The number in the place, or in the thread.</param>
/// <param name="Files">The names of the files that hang on it, in order, with blanks between.</param>
internal sealed record ChatMessage(
    string Id, string Place, string? Root, long Seq, string Author, string Body, string? Quoted, bool IsDeleted, int Replies, string Files, DateTimeOffset CreatedAt)
{
    /// <summary>The conversation it is part of: the place, or the thread.</summary>
    public string Conversation => Root ?? Place;

    public static ChatMessage Of(JsonNode node)
    {
        string? root = (long?)node["thread_seq"] is not null ? (string?)node["thread_root_id"] : null;
        return new(
            (string)node["id"]!,
            (string?)node["direct_conversation_id"] ?? (string?)node["channel_id"] ?? "",
            root,
            (long?)node["thread_seq"] ?? (long?)node["channel_seq"] ?? 0,
            (string)node["author_id"]!,
            (string)node["body"]!,
            (string?)node["quoted_message_id"],
            node["deleted_at"] is not null,
            (int?)node["thread_state"]?["reply_count"] ?? 0,
            string.Join(' ', (node["attachments"]?.AsArray() ?? []).Select(file => (string)file!["filename"]!)),
            DateTimeOffset.Parse((string)node["created_at"]!, System.Globalization.CultureInfo.InvariantCulture));
    }
}
