using System.Globalization;
using System.Text.Json.Serialization;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed record SearchAnswer(
    IReadOnlyList<SearchHit> Results, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <summary>Finds messages by their words: in all channels, or in one channel or direct conversation.</summary>
internal static class Search
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 100;

    public static void Map(Router routes) => routes.Get("/api/search", Find);

    private static Answer Find(Call call)
    {
        call.Require(Scopes.MessagesRead);
        call.InWorkspace(call.Query("workspace_id") ?? "");
        var limit = Limit(call.Query("limit"));
        var conversation = Names.Optional(call.Query("direct_conversation_id"));
        if (conversation is not null)
        {
            call.Require(Scopes.DmsRead);
        }
        var query = new SearchQuery(
            call.User.Id,
            (call.Query("workspace_id") ?? "").Trim(),
            Names.Optional(call.Query("channel_id")),
            conversation,
            (call.Query("q") ?? "").Trim(),
            Names.Optional(call.Query("sort")) ?? SearchQuery.Relevance).Check();
        var after = SearchCursor.Decode(call.Query("cursor"), query);
        var place = Place(call, query, call.RoleIn(query.WorkspaceId));
        if (query.Text.Length == 0)
        {
            return Answer.Json(200, new([], null), WireJson.Default.SearchAnswer);
        }

        // One more than asked for tells whether there is a next page.
        var matches = SearchStore.Find(call.Db, query, place, after, limit + 1);
        var page = matches.Take(limit).ToList();
        var next = matches.Count > limit ? new SearchCursor(query.Fingerprint, page[^1].Rank, page[^1].MessageId).Encode() : null;
        return Answer.Json(200, new([.. page.Select(match => Hit(call.Db, query.Expression, match))], next), WireJson.Default.SearchAnswer);
    }

    private static int Limit(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return DefaultLimit;
        }
        if (!long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit))
        {
            throw SearchQuery.Invalid("limit must be an integer");
        }
        return limit > 0 ? (int)Math.Min(limit, MaxLimit) : throw SearchQuery.Invalid("limit must be positive");
    }

    // Here a place that does not exist and one that may not be seen are 400, for bots too.
    private static string Place(Call call, SearchQuery query, string role)
    {
        if (query.ChannelId is not null)
        {
            if (ChannelStore.FindVisible(call.Db, query.ChannelId, call.User.Id) is not { } channel || channel.WorkspaceId != query.WorkspaceId)
            {
                throw Refusal.BadRequest(Refusal.NoRows);
            }
            Moderation.RequireMayRead(call.Db, channel, call.User.Id);
            return channel.Id;
        }
        if (query.ConversationId is null && role == "guest")
        {
            return ChannelStore.List(call.Db, query.WorkspaceId, call.User.Id) is [var own] ? own.Id : throw Refusal.BadRequest(Refusal.NoRows);
        }
        if (query.ConversationId is null)
        {
            return "";
        }
        if (ConversationStore.WorkspaceOf(call.Db, query.ConversationId) is { } workspace && workspace != query.WorkspaceId)
        {
            throw SearchQuery.Invalid("direct conversation is not in workspace");
        }
        return ConversationStore.FindVisible(call.Db, query.ConversationId, call.User.Id)?.Id ?? throw Refusal.BadRequest(Refusal.NoRows);
    }

    private static SearchHit Hit(Transaction db, string expression, Match match)
    {
        var message = MessageStore.Find(db, match.MessageId)!;
        var thread = ThreadStore.Find(db, message.Id);
        var snippet = Snippet.Of(db, expression, match);
        return new()
        {
            Id = message.Id,
            WorkspaceId = message.WorkspaceId,
            ChannelId = message.ChannelId,
            ChannelName = message.ChannelId is null ? null : ChannelStore.Name(db, message.ChannelId),
            DirectConversationId = message.DirectConversationId,
            Author = message.Author,
            ParentMessageId = message.ParentMessageId,
            ThreadRootId = message.ThreadRootId,
            ChannelSeq = message.ChannelSeq,
            ThreadSeq = message.ThreadSeq,
            CreatedAt = message.CreatedAt,
            EditedAt = message.EditedAt,
            ReplyCount = thread.ReplyCount,
            LastReplyAt = thread.LastReplyAt,
            Snippet = snippet.Text,
            Highlights = snippet.Highlights,
        };
    }
}
