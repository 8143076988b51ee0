using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class ConversationRequest
{
    public string? WorkspaceId { get; set; }
    public List<string?>? MemberIds { get; set; }
}

internal sealed record ConversationAnswer(DirectConversation Conversation);

internal sealed record ConversationsAnswer(IReadOnlyList<DirectConversation> Conversations);

internal sealed record OkAnswer(bool Ok);

internal static class DirectMessages
{
    private const int MaxMembers = 32;

    public static void Map(Router routes)
    {
        routes.Get("/api/dms", List);
        routes.Post("/api/dms", Open);
        routes.Get("/api/dms/{conversation}", Get);
        routes.Delete("/api/dms/{conversation}", Close);
        routes.Post("/api/dms/{conversation}/open", Reopen);
        routes.Get("/api/dms/{conversation}/messages", ListMessages);
        routes.Post("/api/dms/{conversation}/messages", CreateMessage);
    }

    /// <summary>The conversation of exactly these people: two share one, three and more get a new one each time.</summary>
    public static ConversationRow Open(Transaction db, string workspaceId, string userId, IEnumerable<string> others)
    {
        var members = others.Append(userId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (members.Count < 2)
        {
            throw Refusal.BadRequest("direct conversation needs at least two members");
        }
        if (members.Count > MaxMembers)
        {
            throw Refusal.BadRequest("direct conversation has too many members");
        }
        // The caller's own state comes first.
        foreach (var member in members.OrderBy(member => member != userId))
        {
            if (MemberStore.Role(db, workspaceId, member) is null)
            {
                throw Refusal.BadRequest(Refusal.NoRows);
            }
            Moderation.RequireFullMember(db, workspaceId, member);
        }
        var pair = members.Count == 2 ? string.Join(' ', members) : null;
        if (pair is not null && ConversationStore.ByPair(db, workspaceId, pair) is { } existing)
        {
            ConversationStore.Open(db, existing.Id, userId);
            return existing;
        }
        return ConversationStore.Create(db, workspaceId, pair, members);
    }

    private static Answer List(Call call)
    {
        call.Require(Scopes.DmsRead);
        var workspace = call.Query("workspace_id");
        call.RoleIn(workspace);
        var rows = ConversationStore.List(call.Db, workspace!, call.User.Id);
        return Answer.Json(
            200, new([.. rows.Select(row => ConversationStore.Describe(call.Db, row, call.User.Id))]), WireJson.Default.ConversationsAnswer);
    }

    private static Answer Open(Call call)
    {
        var request = call.Body(WireJson.Default.ConversationRequest);
        call.Require(Scopes.DmsWrite);
        call.RoleIn(request.WorkspaceId);
        var row = Open(call.Db, request.WorkspaceId!, call.User.Id, (request.MemberIds ?? []).Select(Names.Optional).OfType<string>());
        return Described(call, 201, row);
    }

    private static Answer Get(Call call)
    {
        call.Require(Scopes.DmsRead);
        return Described(call, 200, call.Conversation(call.Value(0)));
    }

    private static Answer Close(Call call)
    {
        call.HumansOnly("close direct conversations");
        var row = call.Conversation(call.Value(0));
        ConversationStore.Close(call.Db, row.Id, call.User.Id);
        return Answer.Json(200, new(true), WireJson.Default.OkAnswer);
    }

    private static Answer Reopen(Call call)
    {
        call.HumansOnly("reopen direct conversations");
        var row = call.Conversation(call.Value(0));
        ConversationStore.Open(call.Db, row.Id, call.User.Id);
        return Described(call, 200, row);
    }

    private static Answer ListMessages(Call call)
    {
        call.Require(Scopes.DmsRead);
        var page = PageRequest.Parse(call);
        var row = call.Conversation(call.Value(0));
        return Messages.Page(call, page(call.Db, new(row.Id, null)));
    }

    private static Answer CreateMessage(Call call)
    {
        var request = call.Body(WireJson.Default.MessageRequest);
        call.Require(Scopes.DmsWrite);
        request.TopicId = null;
        var draft = Messages.Draft(call, request);
        var row = call.Conversation(call.Value(0));
        return Messages.Answered(Posting.InConversation(call.Db, call.User, row, draft, call.CorrelationId));
    }

    private static Answer Described(Call call, int status, ConversationRow row) => Answer.Json(
        status, new(ConversationStore.Describe(call.Db, row, call.User.Id)), WireJson.Default.ConversationAnswer);
}
