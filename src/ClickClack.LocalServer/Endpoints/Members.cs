using System.Buffers.Text;
using System.Globalization;
using System.Text;
using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed record MembersAnswer(
    IReadOnlyList<Member> Members,
    string? NextCursor,
    bool HasMore,
    long? TotalCount,
    IReadOnlyDictionary<string, long>? TotalByRole);

/// <summary>The directory of a workspace: the only one there is.</summary>
internal static class Members
{
    private const string Invalid = "invalid workspace member page request";
    private const int DefaultLimit = 100;
    private const int MaxLimit = 200;

    private static readonly string[] Roles = ["owner", "moderator", "member", "bot", "guest"];

    public static void Map(Router routes) => routes.Get("/api/workspaces/{workspace}/members", List);

    private static Answer List(Call call)
    {
        var workspace = call.Value(0);
        call.Require(Scopes.WorkspacesRead);
        call.InWorkspace(workspace);
        var limit = Limit(call.Query("limit"));
        var role = call.Query("role") ?? "";
        if (role.Length > 0 && !Roles.Contains(role))
        {
            throw Refusal.BadRequest($"{Invalid}: invalid role filter");
        }
        var search = (call.Query("q") ?? "").Trim().ToLowerInvariant();
        var offset = Offset(call.Query("cursor"), role, search);
        if (MemberStore.Role(call.Db, workspace, call.User.Id) is null)
        {
            throw Refusal.Forbidden(Moderation.Restricted);
        }

        var members = MemberStore.Page(call.Db, workspace, role, search, limit + 1, offset);
        var more = members.Count > limit;
        if (more)
        {
            members.RemoveAt(limit);
        }
        var first = offset == 0;
        return Answer.Json(
            200,
            new(
                members,
                more ? Cursor(offset + limit, role, search) : null,
                more,
                first ? MemberStore.Count(call.Db, workspace, role, search) : null,
                first && role.Length == 0 && search.Length == 0 ? MemberStore.CountByRole(call.Db, workspace) : null),
            WireJson.Default.MembersAnswer);
    }

    private static int Limit(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultLimit;
        }
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit) && limit > 0
            ? Math.Min(limit, MaxLimit)
            : throw Refusal.BadRequest($"{Invalid}: limit must be positive");
    }

    // A cursor holds the place to go on from and the filter it belongs to.
    private static string Cursor(int offset, string role, string search) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{offset.ToString(CultureInfo.InvariantCulture)} {role} {search}"));

    private static int Offset(string? cursor, string role, string search)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return 0;
        }
        if (!Base64Url.IsValid(cursor)
            || Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(' ', 3) is not [var number, var sameRole, var sameSearch]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            throw Refusal.BadRequest($"{Invalid}: malformed cursor");
        }
        return sameRole == role && sameSearch == search ? offset : throw Refusal.BadRequest(Invalid);
    }
}
