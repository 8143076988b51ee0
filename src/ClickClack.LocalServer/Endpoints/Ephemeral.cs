using System.Globalization;
using System.Text.Json;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class EphemeralRequest
{
    public string? WorkspaceId { get; set; }
    public string? Type { get; set; }
    public string? ChannelId { get; set; }
    public string? DirectConversationId { get; set; }
    public Dictionary<string, JsonElement>? Payload { get; set; }
}

/// <summary>Typing, presence and progress: sent to whoever is listening now, stored nowhere.</summary>
internal static class Ephemeral
{
    public static void Map(Router routes) => routes.Post("/api/realtime/ephemeral", Send);

    private static Answer Send(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var request = call.Body(WireJson.Default.EphemeralRequest);
        call.InWorkspace(request.WorkspaceId);
        if (MemberStore.Role(call.Db, request.WorkspaceId, call.User.Id) is null)
        {
            // Here alone a human is refused as a bot is: 403.
            throw Refusal.Forbidden(Refusal.NoRows);
        }
        var channel = Names.Optional(request.ChannelId);
        var conversation = Names.Optional(request.DirectConversationId);
        Check(call, request.Type, channel, conversation);

        IReadOnlyList<string>? audience = null;
        IReadOnlyList<string> outside = [];
        if (channel is not null)
        {
            if (ChannelStore.FindVisible(call.Db, channel, call.User.Id) is not { } visible || visible.WorkspaceId != request.WorkspaceId)
            {
                throw Refusal.Forbidden(Refusal.NoRows);
            }
            Moderation.RequireMayPost(call.Db, visible, call.User.Id);
            outside = MemberStore.GuestsOutside(call.Db, visible.WorkspaceId, visible.Id);
        }
        if (conversation is not null)
        {
            call.Require(Scopes.DmsWrite);
            if (ConversationStore.FindVisible(call.Db, conversation, call.User.Id)?.WorkspaceId != request.WorkspaceId)
            {
                throw Refusal.Forbidden(Refusal.NoRows);
            }
            Moderation.RequireFullMember(call.Db, request.WorkspaceId!, call.User.Id);
            audience = ConversationStore.MemberIds(call.Db, conversation);
        }
        call.RequireUnrestricted(request.WorkspaceId!);

        var members = request.Payload ?? [];
        // The server's own word on who and where counts; a target that is not the event's is taken out.
        var payload = members.Where(member => member.Key is not ("user_id" or "channel_id" or "direct_conversation_id"))
            .Select(member => (member.Key, (object?)member.Value))
            .Append(("user_id", call.User.Id))
            .Append(("channel_id", channel))
            .Append(("direct_conversation_id", conversation))
            .ToArray();
        var sent = new Event
        {
            Id = Id(call.Db.Time),
            Cursor = "",
            Type = request.Type!,
            WorkspaceId = request.WorkspaceId!,
            ChannelId = channel,
            CreatedAt = call.Db.Now,
            Payload = Payload.Of(payload),
        };
        call.Db.Publish(new(sent, audience) { Except = outside });
        return Answer.Json(202, new(sent), WireJson.Default.EventAnswer);
    }

    private static void Check(Call call, string? type, string? channel, string? conversation)
    {
        if (channel is not null && conversation is not null)
        {
            throw Refusal.BadRequest("channel_id and direct_conversation_id are mutually exclusive");
        }
        var hasTarget = channel is not null || conversation is not null;
        switch (type)
        {
            case "presence.changed":
            case "typing.started" or "typing.stopped" when hasTarget:
            case "agent.progress" when hasTarget && call.Caller.Token is not null:
                return;
            case "typing.started" or "typing.stopped":
                throw Refusal.BadRequest("typing events require channel_id or direct_conversation_id");
            case "agent.progress" when call.Caller.Token is null:
                throw Refusal.Forbidden("agent.progress requires a bot token");
            case "agent.progress":
                throw Refusal.BadRequest("agent.progress requires channel_id or direct_conversation_id");
            default:
                throw Refusal.BadRequest("unsupported ephemeral event type");
        }
    }

    // .NET knows seven digits of a second, the format has nine.
    private static string Id(DateTimeOffset time) =>
        "eph_" + time.UtcDateTime.ToString("yyyyMMddHHmmss.fffffff", CultureInfo.InvariantCulture) + "00";
}
