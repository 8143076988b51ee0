using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>Finds who and what the arguments of a command name. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IWorkspaceNames
{
    /// <summary>Finds a user.</summary>
    /// <param name="text"><c>@handle</c> or an id.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    ValueTask<NameSearch<UserRef>> FindUserAsync(string text, CancellationToken cancellationToken);

    /// <summary>Finds a channel.</summary>
    /// <param name="text"><c>#name</c> or an id.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    ValueTask<NameSearch<ChannelRef>> FindChannelAsync(string text, CancellationToken cancellationToken);
}

/// <summary>What a search for a name came to.</summary>
/// <param name="Found">What was found; null if there is nothing of that name, or more than one.</param>
/// <param name="Candidates">What may have been meant instead, as one would write it; or all that have the name.</param>
/// <param name="IsAmbiguous">Whether several have that name.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct NameSearch<T>(T? Found, IReadOnlyList<string> Candidates, bool IsAmbiguous = false)
    where T : class;
