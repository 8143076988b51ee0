using System.Runtime.CompilerServices;
using ClickClack.Protocol;

namespace ClickClack.Client;

public sealed partial class ClickClackClient
{
    /// <summary>
    /// Finds messages: <c>GET /api/search</c>, a page at a time as they are read. Needs <c>messages:read</c>, and <c>dms:read</c> for a
    /// direct conversation. Deleted messages and activity rows are never found.
    /// </summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="query">Words that all have to occur; at most 500 characters.</param>
    /// <param name="scope">Where and in which order; null for all channels by relevance.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <exception cref="NotVisibleException">The channel or direct conversation is not there.</exception>
    public async IAsyncEnumerable<WireSearchHit> SearchAsync(
        WorkspaceId workspace, string query, SearchScope? scope = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string path = $"api/search?workspace_id={Escape(workspace.Value)}&q={Escape(query)}&limit=100"
            + (scope?.Channel is { } channel ? $"&channel_id={Escape(channel.Value)}" : "")
            + (scope?.Conversation is { } conversation ? $"&direct_conversation_id={Escape(conversation.Value)}" : "")
            + (scope?.NewestFirst == true ? "&sort=newest" : "");
        string? cursor = null;
        while (true)
        {
            SearchEnvelope page = await GetAsync<SearchEnvelope>(
                cursor is null ? path : $"{path}&cursor={Escape(cursor)}", cancellationToken).ConfigureAwait(false);
            foreach (WireSearchHit hit in page.Results)
            {
                yield return hit;
            }

            if (string.IsNullOrEmpty(page.NextCursor) || page.NextCursor == cursor)
            {
                yield break;
            }

            cursor = page.NextCursor;
        }
    }
}
