using System.Globalization;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class ModerationRequest
{
    public string? Role { get; set; }
    public string? TimeoutUntil { get; set; }
    public long? TimeoutMinutes { get; set; }
    public bool? ClearTimeout { get; set; }
    public bool? Blocked { get; set; }
    public string? ModerationNote { get; set; }
}

internal sealed record ModeratedMember(
    string WorkspaceId,
    User User,
    string Role,
    long PostsRemaining,
    long PostLimit,
    string? TimeoutUntil,
    string? BlockedAt,
    string? ModerationNote,
    string? ModerationBy,
    string? ModerationAt);

internal sealed record ModeratedMembersAnswer(IReadOnlyList<ModeratedMember> Members);

internal sealed record ModeratedMemberAnswer(Event Event, ModeratedMember Member);

/// <summary>Roles, timeouts and blocks: what those who run a workspace do to its members.</summary>
internal static class MemberModeration
{
    // A thousand years; what is beyond is no time at all.
    private const long MaxMinutes = 1000L * 365 * 24 * 60;

    private static readonly string[] Ranks = ["guest", "member", "moderator", "bot", "owner"];

    public static void Map(Router routes)
    {
        routes.Get("/api/workspaces/{workspace}/moderation/members", List);
        routes.Patch("/api/workspaces/{workspace}/moderation/members/{user}", Update);
    }

    private static Answer List(Call call)
    {
        var workspace = call.Value(0);
        call.Require(Scopes.WorkspacesRead);
        call.RoleIn(workspace);
        Moderation.RequireModerator(call.Db, workspace, call.User.Id);
        var members = MemberStore.Page(call.Db, workspace, "", "", int.MaxValue, 0).Select(member => Describe(call, workspace, member.User, member.Role));
        return Answer.Json(200, new([.. members]), WireJson.Default.ModeratedMembersAnswer);
    }

    private static Answer Update(Call call)
    {
        var (workspace, target) = (call.Value(0), call.Value(1));
        call.Require("workspaces:write");
        call.InWorkspace(workspace);
        var request = call.Body(WireJson.Default.ModerationRequest);
        call.RoleIn(workspace);
        Moderation.RequireModerator(call.Db, workspace, call.User.Id);
        if (target == call.User.Id)
        {
            throw Refusal.BadRequest("moderators cannot moderate themselves");
        }
        var role = Role(call, request.Role, MemberStore.Role(call.Db, workspace, target) ?? throw Refusal.BadRequest(Refusal.NoRows));
        MemberStore.SetRole(call.Db, workspace, target, role);
        var before = ModerationStore.Find(call.Db, workspace, target);
        ModerationStore.Set(call.Db, workspace, target, new(
            request.ClearTimeout is true ? null : Timeout(call, request) ?? before?.TimeoutUntil,
            request.Blocked switch { true => call.Db.Now, false => null, null => before?.BlockedAt },
            request.ModerationNote ?? before?.Note,
            call.User.Id,
            call.Db.Now));
        var moderated = EventStore.Append(
            call.Db,
            new("member.moderation_updated", workspace, Payload.Of(("role", role), ("user_id", target)))
            {
                Recipients = Moderation.Audience(call.Db, workspace, target),
            });
        return Answer.Json(
            200, new(moderated, Describe(call, workspace, UserStore.Find(call.Db, target)!, role)), WireJson.Default.ModeratedMemberAnswer);
    }

    // The role the member has afterwards. Nobody touches those above, or lifts anyone as high as oneself.
    private static string Role(Call call, string? wanted, string current)
    {
        if (current == "owner")
        {
            throw Refusal.BadRequest("owners cannot be moderated");
        }
        var own = Rank(MemberStore.Role(call.Db, call.Value(0), call.User.Id)!);
        if (Rank(current) >= own)
        {
            throw Refusal.BadRequest("target role is too high for this moderator");
        }
        switch (wanted)
        {
            case null or "":
                return current;
            case "owner":
                throw Refusal.BadRequest("owner role cannot be assigned here");
            case "moderator" or "member" or "guest":
                return Rank(wanted) < own ? wanted : throw Refusal.BadRequest("role is too high for this moderator");
            default:
                throw Refusal.BadRequest($"invalid workspace role \"{wanted}\"");
        }
    }

    private static int Rank(string role) => Array.IndexOf(Ranks, role);

    private static string? Timeout(Call call, ModerationRequest request)
    {
        if (!string.IsNullOrEmpty(request.TimeoutUntil))
        {
            return DateTimeOffset.TryParse(request.TimeoutUntil, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
                ? Timestamps.Format(until)
                : throw Refusal.BadRequest($"parsing time \"{request.TimeoutUntil}\" as \"2006-01-02T15:04:05.999999999Z07:00\": cannot parse it");
        }
        return request.TimeoutMinutes is > 0 and < MaxMinutes and var minutes ? Timestamps.Format(call.Db.Time.AddMinutes(minutes)) : null;
    }

    private static ModeratedMember Describe(Call call, string workspace, User user, string role)
    {
        var row = ModerationStore.Find(call.Db, workspace, user.Id);
        var isGuest = role == "guest";
        return new(
            workspace,
            user,
            role,
            isGuest ? Moderation.PostsRemaining(call.Db, workspace, user.Id) : 0,
            isGuest ? Moderation.GuestPosts : 0,
            row?.TimeoutUntil,
            row?.BlockedAt,
            Names.Optional(row?.Note),
            row?.ModeratedBy,
            row?.ModeratedAt);
    }
}
