using ClickClack.Client;
using ClickClack.Protocol;

namespace ClickClack.Dispatch;

/// <summary>Finds names in the directory of the workspace.</summary>
internal sealed class WorkspaceNames(WorkspaceDirectory directory) : IWorkspaceNames
{
    private const int MostCandidates = 5;

    public async ValueTask<NameSearch<UserRef>> FindUserAsync(string text, CancellationToken cancellationToken)
    {
        bool isHandle = text.StartsWith('@');
        string wanted = isHandle ? text[1..] : text;
        try
        {
            WireUser user = isHandle
                ? await directory.UserAsync(wanted, cancellationToken).ConfigureAwait(false)
                : await directory.UserAsync(new UserId(wanted), cancellationToken).ConfigureAwait(false);
            return new(new UserRef(user.Id, user.Handle, user.DisplayName, user.IsBot), []);
        }
        catch (NotVisibleException) when (isHandle)
        {
            IReadOnlyList<WireUser> members = await directory.MembersAsync(cancellationToken).ConfigureAwait(false);
            return new(null, Candidates(wanted, "@", members.Select(member => member.Handle)));
        }
        catch (NotVisibleException)
        {
            return new(null, []);
        }
    }

    public async ValueTask<NameSearch<ChannelRef>> FindChannelAsync(string text, CancellationToken cancellationToken)
    {
        bool isName = text.StartsWith('#');
        string wanted = isName ? text[1..] : text;
        try
        {
            WireChannel channel = await directory.ChannelAsync(wanted, cancellationToken).ConfigureAwait(false);
            return new(new ChannelRef(channel.Id, channel.Name, string.IsNullOrEmpty(channel.DisplayTitle) ? channel.Name : channel.DisplayTitle), []);
        }
        catch (AmbiguousNameException)
        {
            IReadOnlyList<WireChannel> channels = await directory.ChannelsAsync(cancellationToken).ConfigureAwait(false);
            return new(
                null,
                [.. channels
                    .Where(channel => string.Equals(channel.DisplayTitle, wanted, StringComparison.OrdinalIgnoreCase))
                    .Take(MostCandidates)
                    .Select(channel => $"{channel.Id} (#{channel.Name})")],
                IsAmbiguous: true);
        }
        catch (NotVisibleException)
        {
            IReadOnlyList<WireChannel> channels = await directory.ChannelsAsync(cancellationToken).ConfigureAwait(false);
            return new(null, isName ? Candidates(wanted, "#", channels.Select(channel => channel.Name)) : []);
        }
    }

    /// <summary>The nearest name, and those that begin alike.</summary>
    private static List<string> Candidates(string wanted, string prefix, IEnumerable<string> names)
    {
        string[] known = [.. names.Where(name => name.Length > 0).Order(StringComparer.Ordinal)];
        var candidates = new List<string>();
        if (NearMiss.Find(wanted, known) is { } nearest)
        {
            candidates.Add(prefix + nearest);
        }

        foreach (string name in known)
        {
            if (candidates.Count < MostCandidates && name.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && !candidates.Contains(prefix + name))
            {
                candidates.Add(prefix + name);
            }
        }

        return candidates;
    }
}
