using ClickClack.Client;
using ClickClack.Dispatch;
using ClickClack.Protocol;
using ClickClack.Realtime;

namespace ClickClack.Hosting;

/// <summary>Finds out who the token's bot is and where it works.</summary>
internal static class BotLogin
{
    /// <summary>A cursor greater than any.</summary>
    private const string AfterEverything = "~";

    /// <summary>Asks the server.</summary>
    /// <param name="client">The client of the token.</param>
    /// <param name="wanted">The workspace by id, slug or name; null or blank for the only one the token sees.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="AccountStoppedException">The token is not a bot's, or the workspace is not there.</exception>
    public static Task<BotIdentity> RunAsync(ClickClackClient client, string? wanted, CancellationToken cancellationToken) =>
        ExplainAsync(client, async () =>
        {
            WireUser me = (await client.GetMeBrieflyAsync(cancellationToken).ConfigureAwait(false)).User;
            if (!me.IsBot)
            {
                throw new AccountStoppedException("the token belongs to a person; a bot has a token of its own, which starts with ccb_");
            }

            BriefWorkspace[] workspaces = (await client.GetWorkspacesBrieflyAsync(cancellationToken).ConfigureAwait(false)).Workspaces;
            BriefWorkspace workspace = Choose(workspaces, wanted);
            return new BotIdentity(me.Id, me.Handle, me.DisplayName, new WorkspaceId(workspace.Id), workspace.Name);
        });

    /// <summary>Makes sure that the client's token is a bot's that is known already, in the same workspace, and may listen.</summary>
    /// <exception cref="AccountStoppedException">It is not.</exception>
    public static Task VerifyAsync(ClickClackClient client, BotIdentity expected, CancellationToken cancellationToken) =>
        ExplainAsync(client, async () =>
        {
            WireUser me = (await client.GetMeBrieflyAsync(cancellationToken).ConfigureAwait(false)).User;
            if (me.Id != expected.UserId)
            {
                throw new AccountStoppedException(me.IsBot ? "it is another bot's" : "it is a person's");
            }

            BriefWorkspace[] workspaces = (await client.GetWorkspacesBrieflyAsync(cancellationToken).ConfigureAwait(false)).Workspaces;
            if (workspaces.All(workspace => workspace.Id != expected.WorkspaceId.Value))
            {
                throw new AccountStoppedException("it is for another workspace");
            }

            await client.GetEventsAsync(expected.WorkspaceId, new EventCursor(AfterEverything), 1, cancellationToken).ConfigureAwait(false);
            return expected;
        });

    private static async Task<BotIdentity> ExplainAsync(ClickClackClient client, Func<Task<BotIdentity>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (NotVisibleException error)
        {
            throw new AccountStoppedException($"there is no ClickClack server at {client.BaseUrl} ({error.Message}); is ClickClack:BaseUrl right?", error);
        }
        catch (MissingScopeException error)
        {
            throw new AccountStoppedException($"the token is missing the scope {error.Scope} ({error.Message})", error);
        }
        catch (UnauthorizedException error)
        {
            throw new AccountStoppedException($"the server does not accept the token ({error.Message})", error);
        }
        catch (ApiException error)
        {
            throw new AccountStoppedException(error.Message, error);
        }
    }

    private static BriefWorkspace Choose(BriefWorkspace[] workspaces, string? wanted)
    {
        bool any = string.IsNullOrWhiteSpace(wanted);
        BriefWorkspace? chosen = !any
            ? NameLookup.Find("workspace", wanted!.Trim(), workspaces, static one => one.Id, static one => one.Slug, static one => one.Name)
            : workspaces is [{ } only] ? only : null;
        if (chosen is not null)
        {
            return chosen;
        }

        string seen = workspaces.Length == 0
            ? "no workspace"
            : string.Join(", ", workspaces.Select(one => $"{ServerText.Clean(one.Slug)} ({ServerText.Clean(one.Id)})"));
        throw new AccountStoppedException(any
            ? $"ClickClack:Workspace is not set. This token sees: {seen}"
            : $"workspace not found: \"{wanted}\". This token sees: {seen}");
    }
}
