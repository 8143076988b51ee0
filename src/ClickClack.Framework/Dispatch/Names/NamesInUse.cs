using System.Collections.Frozen;
using System.Threading.Channels;
using ClickClack.Client;
using ClickClack.Protocol;
using Microsoft.Extensions.Logging;

namespace ClickClack.Dispatch;

/// <summary>
/// Says once the bot is live which of the channels and users that its routes and settings name do not exist: nothing else would tell, because
/// a name may come to exist at any time. A name whose standing changes later is one more line each time.
/// </summary>
/// <remarks>
/// It asks at start, and again when an event says that a channel changed. Of handles no event tells: that one exists is noticed when its user
/// says something.
/// </remarks>
internal sealed class NamesInUse
{
    /// <summary>Anybody can change channels without end; the list is asked for this often at most.</summary>
    internal static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private readonly WorkspaceDirectory directory;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly NameInUse[] channels;
    private readonly FrozenDictionary<string, NameInUse[]> users;
    private readonly Channel<bool> changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock gate = new();

    /// <summary>Collects the names.</summary>
    /// <param name="names">All names, each once for each of its uses.</param>
    /// <param name="directory">Knows what exists.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">The log.</param>
    public NamesInUse(IEnumerable<NameInUse> names, WorkspaceDirectory directory, TimeProvider time, ILogger logger)
    {
        this.directory = directory;
        this.time = time;
        this.logger = logger;
        NameInUse[] all = [.. names
            .GroupBy(static name => (Name: name.Name.ToLowerInvariant(), name.Kind))
            .Select(static same => same.First() with { Use = string.Join(", ", same.Select(static name => name.Use).Distinct(StringComparer.Ordinal)) })];
        channels = [.. all.Where(static name => name.Kind == NameKind.Channel)];
        users = all
            .Where(static name => name.Kind != NameKind.Channel)
            .GroupBy(static name => name.Name, StringComparer.OrdinalIgnoreCase)
            .ToFrozenDictionary(static same => same.Key, static same => same.ToArray(), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Looks, and looks again whenever channels have changed, until it is told to end.</summary>
    /// <exception cref="UnauthorizedException">The token is dead.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await LookAsync(LookForUsersAsync, cancellationToken).ConfigureAwait(false);
        if (channels.Length == 0)
        {
            return;
        }

        while (true)
        {
            long lookedAt = time.GetTimestamp();
            await LookAsync(LookForChannelsAsync, cancellationToken).ConfigureAwait(false);
            await changes.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);

            // Only where something changed: an account with nothing to do does nothing.
            if (Between - time.GetElapsedTime(lookedAt) is { Ticks: > 0 } early)
            {
                await Task.Delay(early, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Hears of an event; after the directory has.</summary>
    public void Notice(WireEvent wire)
    {
        if (wire.Type is EventTypes.ChannelCreated or EventTypes.ChannelUpdated)
        {
            changes.Writer.TryWrite(true);
        }
    }

    /// <summary>Hears of a user who was seen.</summary>
    public void Notice(WireUser user)
    {
        foreach (NameInUse name in users.TryGetValue(user.Handle, out NameInUse[]? named) ? named : [])
        {
            Enter(name, StandingOf(name.Kind, user), suggestion: "");
        }
    }

    private static async Task LookAsync(Func<CancellationToken, Task> look, CancellationToken cancellationToken)
    {
        try
        {
            await look(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException error) when (error is not UnauthorizedException && !cancellationToken.IsCancellationRequested)
        {
            // A scope that is missing is told elsewhere, and what was not answered is no name that is missing.
        }
    }

    private async Task LookForChannelsAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<WireChannel> known = await directory.ChannelsAsync(cancellationToken).ConfigureAwait(false);
        foreach (NameInUse name in channels)
        {
            WireChannel? channel = known.FirstOrDefault(one => one.Name == name.Name || one.Id.Value == name.Name);
            string? near = channel is null ? NearMiss.Find(name.Name, known.Where(static one => one.ArchivedAt is null).Select(static one => one.Name)) : null;
            Enter(
                name,
                channel is null ? NameStanding.Missing : channel.ArchivedAt is null ? NameStanding.There : NameStanding.Archived,
                near is null ? "" : $"; did you mean #{ServerText.Clean(near)}?");
        }
    }

    private async Task LookForUsersAsync(CancellationToken cancellationToken)
    {
        foreach ((string handle, NameInUse[] named) in users)
        {
            WireUser? user = await FindAsync(handle, cancellationToken).ConfigureAwait(false);
            foreach (NameInUse name in named)
            {
                Enter(
                    name,
                    user is null ? NameStanding.Missing : StandingOf(name.Kind, user),
                    user is null ? await SuggestAsync(name, cancellationToken).ConfigureAwait(false) : "");
            }
        }
    }

    private async Task<WireUser?> FindAsync(string handle, CancellationToken cancellationToken)
    {
        try
        {
            return await directory.UserAsync(handle, cancellationToken).ConfigureAwait(false);
        }
        catch (NotVisibleException)
        {
            return null;
        }
    }

    private async Task<string> SuggestAsync(NameInUse name, CancellationToken cancellationToken)
    {
        IReadOnlyList<WireUser> members = await directory.MembersAsync(cancellationToken).ConfigureAwait(false);
        string? near = NearMiss.Find(name.Name, members.Where(user => StandingOf(name.Kind, user) == NameStanding.There).Select(static user => user.Handle));
        return near is null ? "" : $"; did you mean @{ServerText.Clean(near)}?";
    }

    private static NameStanding StandingOf(NameKind kind, WireUser user) =>
        (kind == NameKind.Person && user.IsBot) || (kind == NameKind.Bot && !user.IsBot) ? NameStanding.OtherKind : NameStanding.There;

    private void Enter(NameInUse name, NameStanding standing, string suggestion)
    {
        NameStanding before;
        lock (gate)
        {
            before = name.Standing;
            name.Standing = standing;
        }

        if (standing == before)
        {
            return;
        }

        switch (standing)
        {
            case NameStanding.Missing:
                logger.NameMissing(name.ToString(), suggestion, name.Use);
                break;
            case NameStanding.Archived:
                logger.ChannelArchived(name.ToString(), name.Use);
                break;
            case NameStanding.OtherKind:
                logger.NameOfOtherKind(
                    name.ToString(), name.Kind == NameKind.Person ? "a bot, and people are named there" : "a person, and bots are named there", name.Use);
                break;
            case NameStanding.There when before != NameStanding.Unknown:
                logger.NameThere(name.ToString(), name.Use);
                break;
        }
    }
}
