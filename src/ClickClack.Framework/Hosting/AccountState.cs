using ClickClack.Dispatch;
using ClickClack.Realtime;
using ClickClack.Replies;
using ClickClack.State;
using Microsoft.Extensions.Logging;

namespace ClickClack.Hosting;

/// <summary>
/// What one account remembers between runs: the state of its bot user and workspace, which one process at a time may use (delivery
/// rule 20).
/// </summary>
internal sealed class AccountState : IDisposable
{
    private readonly IOwnedState owned;

    private AccountState(IOwnedState owned, StorageHealth health, TimeProvider time, ILogger logger)
    {
        this.owned = owned;
        Checkpoints = new CheckpointStore(owned, health);
        DeadLetters = new DeadLetters(owned, health, logger);
        Starts = new StartLog(owned, health);
        Plans = new PlanStore(owned);
        Followed = new FollowedAnswers(owned, health);

        Spool = new FileSpool(owned is FileState ? owned.Locate("spool") : null, health, time);
    }

    public CheckpointStore Checkpoints { get; }

    public DeadLetters DeadLetters { get; }

    public StartLog Starts { get; }

    public PlanStore Plans { get; }

    public FollowedAnswers Followed { get; }

    public FileSpool Spool { get; }

    /// <summary>Takes possession of an account's state.</summary>
    /// <param name="store">The states of all accounts.</param>
    /// <param name="bot">Whose it is.</param>
    /// <param name="health">Told whether it can be saved.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">Told what becomes of it.</param>
    /// <exception cref="AccountStoppedException">Another process has it, or it cannot be written.</exception>
    public static AccountState Open(IStateStore store, BotIdentity bot, StorageHealth health, TimeProvider time, ILogger logger)
    {
        IOwnedState owned;
        try
        {
            owned = store.Open($"{FileName(bot.UserId.Value)}-{FileName(bot.WorkspaceId.Value)}");
        }
        catch (StateInUseException error)
        {
            throw new AccountStoppedException(
                $"another process already runs this bot with the same state ({error.Owner}); stop it, or give this one its own ClickClack:StateDirectory",
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AccountStoppedException($"the state directory cannot be written: {error.Message}; set ClickClack:StateDirectory", error);
        }

        try
        {
            return new AccountState(owned, health, time, logger);
        }
        catch (InvalidDataException error)
        {
            owned.Dispose();
            throw new AccountStoppedException(error.Message, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            owned.Dispose();
            throw new AccountStoppedException($"the state cannot be read: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        Starts.Dispose();
        owned.Dispose();
        Spool.Dispose();
    }

    /// <summary>The server chooses its ids; what it chose must not leave the directory.</summary>
    private static string FileName(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' ? c : '-'));
}
