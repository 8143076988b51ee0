using System.Text.Json.Serialization.Metadata;
using ClickClack.Local.Auth;
using ClickClack.Local.Rules;
using ClickClack.Local.Storage;
using ClickClack.Local.Wire;
using Microsoft.AspNetCore.Http;

namespace ClickClack.Local.Http;

/// <summary>One authenticated request, as its endpoint sees it.</summary>
internal sealed class Call(Transaction db, Caller caller, string[] values, IQueryCollection query, RequestBody body, string correlationId)
{
    public const string WrongWorkspace = "bot token cannot access this workspace";

    public Transaction Db => db;

    public Caller Caller => caller;

    public User User => caller.User;

    public string CorrelationId => correlationId;

    /// <summary>The variable parts of the path, in order.</summary>
    public string Value(int index) => values[index];

    /// <summary>A query parameter; null when it is absent, empty when it is there without a value.</summary>
    public string? Query(string name) => query.TryGetValue(name, out var sent) && sent.Count > 0 ? sent[0] ?? "" : null;

    public T Body<T>(JsonTypeInfo<T> type)
        where T : class, new() => body.As(type);

    /// <summary>Looks up a field of the form, or else of the query; empty when neither has it.</summary>
    public Func<string, string> Form()
    {
        var form = body.Form();
        return name => form.TryGetValue(name, out var sent) && sent.Count > 0 ? sent[0] ?? "" : Query(name) ?? "";
    }

    /// <summary>403 for a member who may not write now.</summary>
    public void RequireUnrestricted(string workspaceId) => Moderation.RequireUnrestricted(db, workspaceId, User.Id);

    /// <summary>403 unless this is a human or a token with the scope.</summary>
    public void Require(string scope)
    {
        if (caller.Token is { } token && !token.Scopes.Contains(scope))
        {
            throw Refusal.Forbidden($"bot token is missing scope {scope}");
        }
    }

    /// <summary>Some calls are for humans only, whatever a token's scopes say.</summary>
    public void HumansOnly(string what)
    {
        if (caller.Token is not null)
        {
            throw Refusal.Forbidden($"bot tokens cannot {what}");
        }
    }

    /// <summary>403 when a token is used outside its workspace.</summary>
    public void InWorkspace(string? workspaceId)
    {
        if (caller.Token is { } token && token.WorkspaceId != workspaceId)
        {
            throw Refusal.Forbidden(WrongWorkspace);
        }
    }

    /// <summary>The caller's role in the workspace, after <see cref="InWorkspace"/>; 400 for a human who is no member.</summary>
    public string RoleIn(string? workspaceId)
    {
        InWorkspace(workspaceId);
        return MemberStore.Role(db, workspaceId, User.Id) ?? throw Refusal.BadRequest(Refusal.NoRows);
    }

    public Channel Channel(string id)
    {
        var channel = Addressed(ChannelStore.FindVisible(db, id, User.Id));
        InWorkspace(channel.WorkspaceId);
        Moderation.RequireMayRead(db, channel, User.Id);
        return channel;
    }

    public ConversationRow Conversation(string id)
    {
        var conversation = Addressed(ConversationStore.FindVisible(db, id, User.Id));
        InWorkspace(conversation.WorkspaceId);
        return conversation;
    }

    /// <summary>The message, and for one of a direct conversation the additional scope.</summary>
    public Message Message(string id, string directScope)
    {
        var message = Addressed(MessageStore.FindVisible(db, id, User.Id));
        InWorkspace(message.WorkspaceId);
        if (message.ChannelId is { } channelId && MemberStore.Role(db, message.WorkspaceId, User.Id) == "guest")
        {
            Moderation.RequireMayRead(db, ChannelStore.FindVisible(db, channelId, User.Id)!, User.Id);
        }
        if (message.DirectConversationId is not null)
        {
            Require(directScope);
        }
        return message;
    }

    // To a bot, what does not exist and what it may not see are the same 403; to a human both are 400.
    private T Addressed<T>(T? found)
        where T : class =>
        found ?? throw (caller.Token is null ? Refusal.BadRequest(Refusal.NoRows) : Refusal.Forbidden(Refusal.NoRows));
}
