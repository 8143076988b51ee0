using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using ClickClack.Local.Auth;
using ClickClack.Local.Endpoints;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Admin;

/// <summary>
/// What an operator does to the data, in the real server's words; the same within a running server and beside a stopped one. Every
/// verb returns what it prints.
/// </summary>
internal static class AdminVerbs
{
    /// <exception cref="Refusal">The request makes no sense, or a rule forbids it.</exception>
    public static string Run(Transaction db, AdminRequest request) => request.Verb switch
    {
        "bot create" => CreateBot(db, request),
        "bot list" => ListBots(db, request),
        "token create" => CreateToken(db, request),
        "token list" => ListTokens(db, request),
        "token revoke" => RevokeToken(db, request),
        "user create" => CreateUser(db, request),
        "user list" => ListUsers(db, request),
        "member add" => AddMember(db, request),
        "channel create" => CreateChannel(db, request),
        "channel list" => Print(new(ChannelStore.List(db, Workspace(db, request), "")), WireJson.Default.ChannelsAnswer),
        "workspace list" => Print(new(WorkspaceStore.All(db)), WireJson.Default.WorkspacesAnswer),
        "magic-link create" => HumanAccounts.CreateLink(db, request.Required("email"), request.Option("name")),
        "events prune" => PruneEvents(db, request),
        _ => throw Refusal.BadRequest($"unknown admin subcommand \"{request.Verb}\""),
    };

    private static string CreateBot(Transaction db, AdminRequest request)
    {
        var workspace = Workspace(db, request);
        var name = request.Required("name");
        var owner = request.Option("owner") is { } named ? Human(db, workspace, named).Id : null;
        var creator = Creator(db, request, workspace, owner);
        BotAccounts.RequireCreator(db, creator, workspace, owner);
        var scopes = Scopes.Expand([request.Option("scopes")]);
        var bot = BotAccounts.Create(db, workspace, name, request.Option("handle"), request.Option("avatar-url"), owner);
        var token = BotAccounts.Mint(db, bot, workspace, request.Option("token-name"), scopes, creator.Id);
        return request.Has("plain") ? token.Token! : Print(new(bot, token, token.Token!), WireJson.Default.CreatedBot);
    }

    private static string ListBots(Transaction db, AdminRequest request)
    {
        var workspace = Workspace(db, request);
        var bots = MemberStore.Page(db, workspace, "bot", "", int.MaxValue, 0)
            .Select(member => new BotWithTokens(member.User, BotTokenStore.OfBot(db, member.User.Id, workspace)));
        return Print(new([.. bots]), WireJson.Default.BotsAnswer);
    }

    private static string CreateToken(Transaction db, AdminRequest request)
    {
        var workspace = Workspace(db, request);
        var bot = Bot(db, workspace, request.Required("bot"));
        var creator = Creator(db, request, workspace, bot.OwnerUserId);
        BotAccounts.RequireManager(db, creator, workspace, bot);
        var token = BotAccounts.Mint(db, bot, workspace, request.Option("token-name"), Scopes.Expand([request.Option("scopes")]), creator.Id);
        return request.Has("plain") ? token.Token! : Print(new(token), WireJson.Default.BotTokenAnswer);
    }

    private static string ListTokens(Transaction db, AdminRequest request)
    {
        var workspace = Workspace(db, request);
        var bots = request.Option("bot") is { } bot
            ? [Bot(db, workspace, bot)]
            : MemberStore.Page(db, workspace, "bot", "", int.MaxValue, 0).Select(member => member.User);
        return Print(new([.. bots.SelectMany(one => BotTokenStore.OfBot(db, one.Id, workspace))]), WireJson.Default.BotTokensAnswer);
    }

    private static string RevokeToken(Transaction db, AdminRequest request)
    {
        var id = request.Required("token");
        var token = BotTokenStore.Find(db, id) ?? throw Refusal.NotFound($"no token found for id \"{id}\"");
        BotTokenStore.Revoke(db, token.Id);
        return $"revoked {token.Id}";
    }

    private static string CreateUser(Transaction db, AdminRequest request)
    {
        var user = HumanAccounts.Create(db, request.Option("name") ?? "Local User", request.Option("email"));
        if (request.Option("workspace") is not null)
        {
            MemberStore.Add(db, Workspace(db, request), user.Id, "member");
        }
        return user.Id;
    }

    private static string ListUsers(Transaction db, AdminRequest request)
    {
        var workspace = Workspace(db, request);
        var members = MemberStore.Page(db, workspace, "", "", int.MaxValue, 0);
        return Print(new([.. members.Where(member => !member.User.IsBot)], null, false, null, null), WireJson.Default.MembersAnswer);
    }

    private static string AddMember(Transaction db, AdminRequest request)
    {
        var workspace = Workspace(db, request);
        var (email, id) = (request.Option("email"), request.Option("user"));
        if (email is null == id is null)
        {
            throw Refusal.BadRequest("exactly one of --email or --user is required");
        }
        var role = request.Option("role") ?? "member";
        if (role is not ("member" or "moderator"))
        {
            throw Refusal.BadRequest("--role must be one of member or moderator; owner, guest, and bot are managed by other flows");
        }
        BotAccounts.RequireWorkspaceManager(db, Creator(db, request, workspace, null), workspace);
        var user = email is null ? UserStore.Find(db, id!)?.Id : MagicLinkStore.UserOf(db, email.ToLowerInvariant());
        if (user is null)
        {
            throw Refusal.NotFound(email is null ? $"no user found for id \"{id}\"" : $"no user found for email \"{email}\"");
        }
        var present = MemberStore.Role(db, workspace, user);
        if (present is null)
        {
            MemberStore.Add(db, workspace, user, role);
        }
        return $"workspace={workspace} user={user} role={present ?? role} status={(present is null ? "added" : "already_member")}";
    }

    private static string CreateChannel(Transaction db, AdminRequest request) => Channels
        .Create(db, Workspace(db, request), new() { Name = request.Required("name"), DisplayTitle = request.Option("title") }, byOperator: true).Channel.Id;

    private static string PruneEvents(Transaction db, AdminRequest request)
    {
        var workspace = Workspace(db, request);
        var days = Number(request, "older-than-days");
        var keep = Number(request, "keep-latest");
        var before = request.Option("before");
        if (days > 0 && before is not null)
        {
            throw Refusal.BadRequest("--older-than-days and --before are mutually exclusive");
        }
        if (before is not null)
        {
            before = DateTimeOffset.TryParse(before, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? Timestamps.Format(time)
                : throw Refusal.BadRequest($"--before must be RFC3339: {before}");
        }
        else if (days > 0)
        {
            before = Timestamps.Format(db.Time.AddDays(-days));
        }
        if (before is null && keep == 0)
        {
            throw Refusal.BadRequest("provide --older-than-days, --before, or --keep-latest");
        }
        return $"pruned {EventStore.Prune(db, workspace, before, keep)} events";
    }

    private static string Workspace(Transaction db, AdminRequest request)
    {
        var named = request.Required("workspace");
        return WorkspaceStore.Resolve(db, named) ?? throw Refusal.NotFound($"no workspace found for \"{named}\"");
    }

    // Who is said to have done it: nobody is signed in here.
    private static User Creator(Transaction db, AdminRequest request, string workspace, string? owner)
    {
        var named = request.Option("created-by") ?? owner ?? MemberStore.Owner(db, workspace) ?? throw Refusal.BadRequest("--created-by is required");
        return Human(db, workspace, named);
    }

    private static User Human(Transaction db, string workspace, string idOrHandle) =>
        UserStore.Find(db, MemberStore.ByHandle(db, workspace, idOrHandle.TrimStart('@')) ?? idOrHandle) is { IsBot: false } human
            ? human
            : throw Refusal.NotFound($"no user found for id \"{idOrHandle}\"");

    private static User Bot(Transaction db, string workspace, string idOrHandle)
    {
        var id = MemberStore.ByHandle(db, workspace, idOrHandle.TrimStart('@')) ?? idOrHandle;
        return MemberStore.Role(db, workspace, id) is not null && UserStore.Find(db, id) is { IsBot: true } bot
            ? bot
            : throw Refusal.NotFound($"no bot found for \"{idOrHandle}\"");
    }

    private static int Number(AdminRequest request, string name)
    {
        var text = request.Option(name);
        return text is null ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw Refusal.BadRequest($"--{name} must be non-negative");
    }

    private static string Print<T>(T value, JsonTypeInfo<T> type)
    {
        var text = new ArrayBufferWriter<byte>();
        Json.Write(text, value, type);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
