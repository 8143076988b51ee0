using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Dispatch;

/// <summary>
/// Finds out whether the token has a scope. The server tells nobody which a token has; it refuses. So it is asked for things that do not
/// exist: it looks at the scope first, and then finds nothing, so nothing is read or changed.
/// </summary>
internal sealed class ScopeProbe(ClickClackClient client, WorkspaceId workspace)
{
    private const string Nothing = "00000000000000000000000000";

    private static readonly MessageId NoMessage = new("msg_" + Nothing);

    /// <summary>Asks.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>Whether the server says that the token lacks it; false also if that cannot be found out.</returns>
    public async Task<bool> IsMissingAsync(string scope, CancellationToken cancellationToken)
    {
        if (Question(scope, cancellationToken) is not { } question)
        {
            return false;
        }

        try
        {
            await question.ConfigureAwait(false);
            return false;
        }
        catch (MissingScopeException error)
        {
            return error.Scope == scope;
        }
        catch (UnauthorizedException)
        {
            throw;
        }
        catch (ApiException)
        {
            return false;
        }
    }

    private Task? Question(string scope, CancellationToken cancellationToken) => scope switch
    {
        // Not the channels: of these the server counts what the bot has not read, which is everything.
        "channels:read" => client.AskForTopicsAsync(workspace, cancellationToken),
        "channels:write" => client.UpdateChannelAsync(new ChannelId("chn_" + Nothing), new ChannelSettings { Name = "nothing" }, cancellationToken),
        "messages:read" => client.GetMessageAsync(NoMessage, cancellationToken),
        "messages:write" => client.GetMessageByNonceAsync(workspace, Nothing, cancellationToken),
        "threads:read" => client.GetThreadAsync(NoMessage, limit: 1, cancellationToken: cancellationToken),
        "threads:write" => client.CreateReplyAsync(NoMessage, new NewMessage(Nothing), cancellationToken),
        "dms:read" => client.GetConversationAsync(new DirectConversationId("dm_" + Nothing), cancellationToken),
        "dms:write" => client.CreateMessageAsync(new DirectConversationId("dm_" + Nothing), new NewMessage(Nothing), cancellationToken),
        "uploads:write" => client.GetUploadByNonceAsync(workspace, Nothing, cancellationToken),
        "agent_activity:write" => client.CreateMessageAsync(
            new ChannelId("chn_" + Nothing), new NewMessage(Nothing) { Kind = MessageKinds.AgentCommentary }, cancellationToken),
        _ => null,
    };
}
