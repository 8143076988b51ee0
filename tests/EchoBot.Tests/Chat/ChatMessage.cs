using System.Text.Json.Nodes;

namespace EchoBot.Tests.Chat;

/// <summary>A message as a person sees it.</summary>
internal sealed record ChatMessage(string Id, string AuthorId, string Body, string? QuotedId, int Replies)
{
    public static ChatMessage Of(JsonNode node) => new(
        (string)node["id"]!,
        (string)node["author_id"]!,
        (string)node["body"]!,
        (string?)node["quoted_message_id"],
        (int?)node["thread_state"]?["reply_count"] ?? 0);
}
