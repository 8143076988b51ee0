using ClickClack.Local.Auth;
using ClickClack.Local.Http;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;

namespace ClickClack.Local.Endpoints;

internal sealed class CommandsRequest
{
    public List<CommandRequest?>? Commands { get; set; }
}

internal sealed class CommandRequest
{
    public string? Command { get; set; }
    public string? Description { get; set; }
    public string? ArgsHint { get; set; }
}

internal sealed record OwnCommandsAnswer(IReadOnlyList<CommandRow> BotCommands);

internal sealed record CommandsAnswer(IReadOnlyList<CommandWithBot> BotCommands);

internal sealed record CommandWithBot(
    string Id, string Command, string Description, string ArgsHint, CommandBot Bot, string CreatedAt, string UpdatedAt);

internal sealed record CommandBot(string Id, string Handle, string DisplayName, string AvatarUrl);

/// <summary>What bots say they can do. Only a directory: a command reaches its bot as an ordinary message.</summary>
internal static class CommandMenu
{
    private const int MaxCommands = 100;
    private const int MaxText = 100;
    private const int MaxName = 32;

    public static void Map(Router routes)
    {
        routes.Put("/api/bots/self/commands", Replace);
        routes.Get("/api/workspaces/{workspace}/bot-commands", List);
    }

    private static Answer Replace(Call call)
    {
        if (call.Caller.Token is not { } token)
        {
            throw Refusal.Forbidden("bot token required");
        }
        call.Require(Scopes.CommandsWrite);
        var wanted = Normalize(call.Body(WireJson.Default.CommandsRequest).Commands ?? throw Refusal.BadRequest("commands is required"));
        call.RequireUnrestricted(token.WorkspaceId);
        if (call.RoleIn(token.WorkspaceId) != "bot")
        {
            throw Refusal.Forbidden(Moderation.Restricted);
        }
        foreach (var stale in CommandStore.OfBot(call.Db, token.WorkspaceId, call.User.Id).Where(row => !wanted.ContainsKey(row.Command)))
        {
            CommandStore.Remove(call.Db, stale.Id);
        }
        foreach (var (name, (description, argsHint)) in wanted)
        {
            CommandStore.Set(call.Db, token.WorkspaceId, call.User.Id, name, description, argsHint);
        }
        call.Db.Publish(new(new()
        {
            Id = "",
            Cursor = "",
            Type = "bot_command.updated",
            WorkspaceId = token.WorkspaceId,
            CreatedAt = call.Db.Now,
            Payload = Payload.Of(("bot_user_id", call.User.Id), ("workspace_id", token.WorkspaceId)),
        }));
        return Answer.Json(200, new(CommandStore.OfBot(call.Db, token.WorkspaceId, call.User.Id)), WireJson.Default.OwnCommandsAnswer);
    }

    private static Answer List(Call call)
    {
        call.Require(Scopes.WorkspacesRead);
        call.RoleIn(call.Value(0));
        var commands = CommandStore.List(call.Db, call.Value(0)).Select(listed => new CommandWithBot(
            listed.Row.Id,
            listed.Row.Command,
            listed.Row.Description,
            listed.Row.ArgsHint,
            new(listed.Row.BotUserId, listed.Handle, listed.DisplayName, listed.AvatarUrl),
            listed.Row.CreatedAt,
            listed.Row.UpdatedAt));
        return Answer.Json(200, new([.. commands]), WireJson.Default.CommandsAnswer);
    }

    private static Dictionary<string, (string Description, string ArgsHint)> Normalize(List<CommandRequest?> requested)
    {
        if (requested.Count > MaxCommands)
        {
            throw Refusal.BadRequest($"commands must contain at most {MaxCommands} entries");
        }
        var wanted = new Dictionary<string, (string, string)>(StringComparer.Ordinal);
        for (var i = 0; i < requested.Count; i++)
        {
            var command = requested[i]?.Command?.Trim().ToLowerInvariant() ?? "";
            var name = command is ['/', ..] ? command : "/" + command;
            if (name.Length is < 2 or > MaxName + 1 || !name.AsSpan(1).ContainsOnlyNameCharacters())
            {
                throw Refusal.BadRequest($"commands[{i}].command must match ^/[a-z0-9_-]{{1,{MaxName}}}$ after normalization");
            }
            var description = requested[i]?.Description?.Trim() ?? "";
            if (description.Length == 0)
            {
                throw Refusal.BadRequest($"commands[{i}].description is required");
            }
            RefuseLong(description, $"commands[{i}].description");
            var argsHint = requested[i]?.ArgsHint?.Trim() ?? "";
            RefuseLong(argsHint, $"commands[{i}].args_hint");
            if (!wanted.TryAdd(name, (description, argsHint)))
            {
                throw Refusal.BadRequest($"commands[{i}].command duplicates {name}");
            }
        }
        return wanted;
    }

    private static bool ContainsOnlyNameCharacters(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '_' or '-'))
            {
                return false;
            }
        }
        return true;
    }

    private static void RefuseLong(string text, string what)
    {
        if (CodePoints.Count(text) > MaxText)
        {
            throw Refusal.BadRequest($"{what} must be at most {MaxText} characters");
        }
    }
}
