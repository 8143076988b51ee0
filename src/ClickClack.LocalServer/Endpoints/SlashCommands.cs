using System.Text;
using System.Text.Json;
using ClickClack.Local.Auth;
using ClickClack.Local.Callbacks;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class SlashCommandRequest
{
    public string? Command { get; set; }
    public string? Description { get; set; }
    public string? CallbackUrl { get; set; }
    public string? BotUserId { get; set; }
    public string? AppInstallationId { get; set; }
}

internal sealed class SlashCallback
{
    public string? ResponseType { get; set; }
    public string? Text { get; set; }
}

internal sealed record SlashCommandAnswer(SlashCommand SlashCommand);

internal sealed record SlashCommandsAnswer(IReadOnlyList<SlashCommand> SlashCommands);

internal sealed record SlashPosted(string ResponseType, string Text, Message Message, Event Event);

internal sealed record SlashInvoked(string ResponseType, string Text, Message Message, Event Event, SlashInvocation Invocation);

/// <summary>Commands that a program on the web answers, and giving a command: a registered one calls it, any other is a message.</summary>
internal sealed class SlashCommands(EventDeliveries deliveries, CallbackClient callbacks)
{
    private const string InChannel = "in_channel";
    private const int MaxDescription = 500;

    public void Map(Router routes)
    {
        routes.Get("/api/workspaces/{workspace}/slash-commands", List);
        routes.Post("/api/workspaces/{workspace}/slash-commands", Create);
        routes.Post("/api/slash-commands/{command}/revoke", Revoke);
        routes.Post("/api/slash-commands/{command}/rotate-secret", RotateSecret);
        routes.Post("/api/hooks/slash/{channel}", Give);
    }

    private static Answer List(Call call)
    {
        call.HumansOnly("manage slash commands");
        call.RoleIn(call.Value(0));
        var commands = SlashCommandStore.List(call.Db, call.Value(0)).Select(command => command with { SigningSecret = null });
        return Answer.Json(200, new([.. commands]), WireJson.Default.SlashCommandsAnswer);
    }

    private static Answer Create(Call call)
    {
        call.HumansOnly("create slash commands");
        var workspace = call.Value(0);
        var request = call.Body(WireJson.Default.SlashCommandRequest);
        var name = Normalize(request.Command) ?? throw Refusal.BadRequest("command is required");
        var url = CallbackUrls.Check(request.CallbackUrl);
        var bot = Names.Optional(request.BotUserId) ?? throw Refusal.BadRequest("bot_user_id is required");
        var description = (request.Description ?? "").Trim();
        if (description.Length > MaxDescription)
        {
            throw Refusal.BadRequest("description is too long");
        }
        call.RoleIn(workspace);
        BotAccounts.RequireWorkspaceManager(call.Db, call.User, workspace);
        if (MemberStore.Role(call.Db, workspace, bot) is null)
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        if (UserStore.Find(call.Db, bot) is not { IsBot: true })
        {
            throw Refusal.BadRequest("bot_user_id must refer to a bot in the workspace");
        }
        // There are no app installations here, so every one is unknown.
        if (Names.Optional(request.AppInstallationId) is not null)
        {
            throw Refusal.BadRequest(Refusal.NoRows);
        }
        var command = new SlashCommand
        {
            Id = call.Db.NewId("cmd"),
            WorkspaceId = workspace,
            Command = name,
            Description = description,
            CallbackUrl = url,
            SigningSecret = Ids.NewSecret("ccs"),
            BotUserId = bot,
            CreatedBy = call.User.Id,
            CreatedAt = call.Db.Now,
        };
        SlashCommandStore.Insert(call.Db, command);
        return Answer.Json(201, new(command), WireJson.Default.SlashCommandAnswer);
    }

    private static Answer Revoke(Call call)
    {
        call.HumansOnly("revoke slash commands");
        var command = Managed(call);
        SlashCommandStore.Revoke(call.Db, command.Id);
        return Answer.Json(
            200, new(SlashCommandStore.Find(call.Db, command.Id)! with { SigningSecret = null }), WireJson.Default.SlashCommandAnswer);
    }

    private static Answer RotateSecret(Call call)
    {
        call.HumansOnly("rotate slash command secrets");
        var command = Managed(call);
        if (command.RevokedAt is not null)
        {
            throw Refusal.BadRequest("cannot rotate a revoked slash command");
        }
        var secret = Ids.NewSecret("ccs");
        SlashCommandStore.SetSecret(call.Db, command.Id, secret);
        return Answer.Json(200, new(command with { SigningSecret = secret }), WireJson.Default.SlashCommandAnswer);
    }

    private static SlashCommand Managed(Call call)
    {
        var command = SlashCommandStore.Find(call.Db, call.Value(0)) ?? throw Refusal.BadRequest(Refusal.NoRows);
        BotAccounts.RequireWorkspaceManager(call.Db, call.User, command.WorkspaceId);
        return command;
    }

    private static string? Normalize(string? text) => Names.Optional(text)?.ToLowerInvariant() switch
    {
        null => null,
        ['/', ..] name => name,
        var name => "/" + name,
    };

    private Answer Give(Call call)
    {
        call.Require(Scopes.MessagesWrite);
        var form = call.Form();
        var channel = call.Channel(call.Value(0));
        var text = form("text").Trim();
        var name = form("command").Trim();
        if (text.Length == 0 && name.Length == 0)
        {
            throw Refusal.BadRequest("slash command text is required");
        }
        Moderation.RequireMayPost(call.Db, channel, call.User.Id);
        if (Normalize(name) is { } wanted && SlashCommandStore.Active(call.Db, channel.WorkspaceId, wanted) is { } command)
        {
            return Invoke(call, channel, command, text);
        }
        var posted = Posting.InChannel(call.Db, call.User, channel, new($"{name} {text}"), call.CorrelationId);
        return Answer.Json(201, new(InChannel, posted.Message.Body, posted.Message, posted.Event!), WireJson.Default.SlashPosted);
    }

    // The invocation is stored and counts, whatever becomes of the call.
    private Answer Invoke(Call call, Channel channel, SlashCommand command, string text)
    {
        var invocation = new SlashInvocation(
            call.Db.NewId("sci"), command.Id, command.WorkspaceId, channel.Id, call.User.Id, text, Body(null), call.Db.Now);
        SlashCommandStore.Invoke(call.Db, invocation);
        return Answer.After(cancellationToken => CompleteAsync(command, channel, invocation, Body(invocation.Id), call.CorrelationId, cancellationToken));

        string Body(string? triggerId) => Payload.Of(
            ("bot_user_id", command.BotUserId),
            ("channel_id", channel.Id),
            ("command", command.Command),
            ("command_id", command.Id),
            ("text", text),
            ("trigger_id", triggerId),
            ("user_id", call.User.Id),
            ("workspace_id", command.WorkspaceId)).Text;
    }

    private async Task<Answer> CompleteAsync(
        SlashCommand command, Channel channel, SlashInvocation invocation, string body, string correlationId, CancellationToken cancellationToken)
    {
        var outcome = await callbacks.PostAsync(
            command.CallbackUrl,
            command.SigningSecret!,
            Encoding.UTF8.GetBytes(body),
            eventId: null,
            "slash command callback failed",
            cancellationToken);
        await deliveries.RunAsync(db => SlashCommandStore.Complete(db, invocation.Id, outcome.Status, outcome.Body, outcome.Error), cancellationToken);
        if (outcome.Error is { } error)
        {
            return Answer.Error(502, error);
        }
        SlashCallback said;
        try
        {
            said = JsonSerializer.Deserialize(outcome.Body, WireJson.Default.SlashCallback) ?? new();
        }
        catch (JsonException e)
        {
            return Answer.Error(502, outcome.Body.Length == 0 ? "unexpected end of JSON input" : e.Message);
        }
        var text = (said.Text ?? "").Trim();
        var type = string.IsNullOrEmpty(said.ResponseType) ? InChannel : said.ResponseType;
        var posted = new Posted(Message.None, Event.None);
        if (text.Length > 0 && type == InChannel)
        {
            try
            {
                posted = await deliveries.RunAsync(
                    db => Posting.InChannel(db, UserStore.Find(db, command.BotUserId)!, channel, new(text), correlationId), cancellationToken);
            }
            catch (Refusal refusal)
            {
                // Whatever keeps the bot from posting is the command's fault, not the caller's.
                return Answer.Error(400, refusal.Message);
            }
        }
        return Answer.Json(200, new(type, text, posted.Message, posted.Event!, invocation), WireJson.Default.SlashInvoked);
    }
}
