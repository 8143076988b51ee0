using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>
/// Finds the users and channels that the arguments of a command name, once all of the text was right. What there is not is noted, and the
/// next is looked for. Used by generated code.
/// </summary>
/// <param name="context">The call.</param>
/// <param name="command">The command.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ArgumentNames(RouteContext context, CommandDescription command)
{
    /// <summary>Each may cost a request, and a message has room for thousands.</summary>
    private const int MostOfOneList = 20;

    private const int MostCandidates = 5;

    private readonly ArgumentProblems _problems = new(command);
    private readonly IWorkspaceNames _names = context.Names
        ?? throw new InvalidOperationException("users and channels can be looked up by a running bot only");

    private bool _isWrong;

    /// <summary>What to answer if something was not found; null if everything was.</summary>
    public string? Refusal => _isWrong ? _problems.Refusal : null;

    /// <summary>Finds a user.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="text">What <see cref="ArgumentReader.ReadUser"/> read.</param>
    /// <exception cref="Client.ApiException">The server cannot say.</exception>
    public async ValueTask<UserRef> UserAsync(int parameter, string text) =>
        Take(parameter, "user", text, await _names.FindUserAsync(text, context.Cancellation).ConfigureAwait(false));

    /// <summary>Finds a channel.</summary>
    /// <param name="parameter">The parameter's number.</param>
    /// <param name="text">What <see cref="ArgumentReader.ReadChannel"/> read.</param>
    /// <exception cref="Client.ApiException">The server cannot say.</exception>
    public async ValueTask<ChannelRef> ChannelAsync(int parameter, string text) =>
        Take(parameter, "channel", text, await _names.FindChannelAsync(text, context.Cancellation).ConfigureAwait(false));

    /// <summary>Finds several users, one after the other.</summary>
    /// <inheritdoc cref="UserAsync"/>
    public async ValueTask<List<UserRef>> UsersAsync(int parameter, List<string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var users = new List<UserRef>();
        for (int i = 0; i < text.Count && IsFew(parameter, text.Count); i++)
        {
            users.Add(await UserAsync(parameter, text[i]).ConfigureAwait(false));
        }

        return users;
    }

    /// <summary>Finds several channels, one after the other.</summary>
    /// <inheritdoc cref="ChannelAsync"/>
    public async ValueTask<List<ChannelRef>> ChannelsAsync(int parameter, List<string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var channels = new List<ChannelRef>();
        for (int i = 0; i < text.Count && IsFew(parameter, text.Count); i++)
        {
            channels.Add(await ChannelAsync(parameter, text[i]).ConfigureAwait(false));
        }

        return channels;
    }

    private bool IsFew(int parameter, int count)
    {
        if (count > MostOfOneList)
        {
            Wrong(parameter, $"{command[parameter].Label} takes at most {MostOfOneList} values, not {count}");
        }

        return count <= MostOfOneList;
    }

    private T Take<T>(int parameter, string what, string text, NameSearch<T> search)
        where T : class
    {
        if (search.Found is null)
        {
            string candidates = string.Join(", ", search.Candidates.Take(MostCandidates).Select(candidate => ArgumentEcho.Of(candidate)));
            Wrong(parameter, (search.IsAmbiguous, candidates) switch
            {
                (true, _) => $"{ArgumentEcho.Of(text)} is the name of several {what}s ({command[parameter].Label}): {candidates}; give the id",
                (false, "") => $"there is no {what} {ArgumentEcho.Of(text)} ({command[parameter].Label})",
                _ => $"there is no {what} {ArgumentEcho.Of(text)} ({command[parameter].Label}); did you mean {candidates}?",
            });
        }

        return search.Found!;
    }

    private void Wrong(int parameter, string problem)
    {
        _isWrong = true;
        _problems.Add(parameter, problem);
    }
}
