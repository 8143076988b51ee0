using System.Security.Cryptography;
using System.Text;
using ClickClack.Local.Http;

namespace ClickClack.Local.Rules;

/// <summary>What is searched for, where and for whom.</summary>
internal sealed record SearchQuery(string UserId, string WorkspaceId, string? ChannelId, string? ConversationId, string Text, string Sort)
{
    public const string Relevance = "relevance";
    public const string Newest = "newest";

    private const int MaxCharacters = 500;

    /// <summary>The terms, all of which have to occur. What the index would take for an operator is a term like any other.</summary>
    public string Expression
    {
        get
        {
            var terms = Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Quote);
            return $"workspace_id : {Quote(WorkspaceId)} AND body : ({string.Join(" AND ", terms)})";
        }
    }

    /// <summary>What ties a cursor to the query that it continues.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\0', WorkspaceId, ChannelId, ConversationId, UserId, Text, Sort))).AsSpan(0, 16));

    public SearchQuery Check()
    {
        if (WorkspaceId.Length == 0)
        {
            throw Invalid("workspace_id is required");
        }
        if (ChannelId is not null && ConversationId is not null)
        {
            throw Invalid("channel_id and direct_conversation_id are mutually exclusive");
        }
        if (CodePoints.Count(Text) > MaxCharacters)
        {
            throw Invalid($"query exceeds {MaxCharacters} characters");
        }
        return Sort is Relevance or Newest ? this : throw Invalid("sort must be relevance or newest");
    }

    public static Refusal Invalid(string why) => Refusal.BadRequest("invalid search request: " + why);

    // The index takes a NUL for the end of the expression.
    private static string Quote(string term) =>
        $"\"{term.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\0', ' ')}\"";
}
