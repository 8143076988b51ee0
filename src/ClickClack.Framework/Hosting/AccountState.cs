using System.Text;
using ClickClack.Dispatch;
using ClickClack.Realtime;
using ClickClack.Replies;
using ClickClack.Telemetry;

namespace ClickClack.Hosting;

/// <summary>
/// What one account remembers between runs: a directory for the bot user and workspace, which one process at a time may use (delivery
/// rule 20).
/// </summary>
internal sealed class AccountState : IDisposable
{
    private readonly FileStream? ownership;
    private readonly string? temporary;

    private AccountState(string? directory, FileStream? ownership, StorageHealth health, TimeProvider time)
    {
        this.ownership = ownership;
        Checkpoints = directory is null ? new MemoryCheckpointStore() : new FileCheckpointStore(directory);
        DeadLetters = new DeadLetters(directory, health);
        Starts = new StartLog(directory, health);
        if (directory is null)
        {
            // Files are too large for memory, also where nothing is to be remembered.
            temporary = Directory.CreateTempSubdirectory("clickclack-").FullName;
        }

        string spool = temporary ?? Path.Combine(directory!, "spool");
        PrivateFile.CreateDirectory(spool);
        Spool = new FileSpool(spool, health, time);
        Plans = directory is null ? new MemoryPlanStore() : new FilePlanStore(directory);
    }

    public ICheckpointStore Checkpoints { get; }

    public DeadLetters DeadLetters { get; }

    public StartLog Starts { get; }

    public IPlanStore Plans { get; }

    public FileSpool Spool { get; }

    /// <summary>Takes possession of an account's state.</summary>
    /// <param name="root">The state directory of all accounts, or null to keep nothing.</param>
    /// <param name="bot">Whose it is.</param>
    /// <param name="health">Told whether it can be saved.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="AccountStoppedException">Another process has it, or it cannot be written.</exception>
    public static AccountState Open(string? root, BotIdentity bot, StorageHealth health, TimeProvider time)
    {
        if (root is null)
        {
            return new AccountState(null, null, health, time);
        }

        string directory = Path.Combine(root, $"{FileName(bot.UserId.Value)}-{FileName(bot.WorkspaceId.Value)}");
        try
        {
            PrivateFile.CreateDirectory(directory);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AccountStoppedException($"the state directory cannot be written: {error.Message}; set ClickClack:StateDirectory", error);
        }

        FileStream ownership = Own(directory);
        try
        {
            return new AccountState(directory, ownership, health, time);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ownership.Dispose();
            throw new AccountStoppedException($"the state cannot be read: {error.Message}", error);
        }
    }

    public void Dispose()
    {
        Starts.Dispose();
        ownership?.Dispose();
        try
        {
            if (temporary is not null)
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary files itself, some day.
        }
    }

    private static FileStream Own(string directory)
    {
        // Two files, because what is locked cannot be read: the lock, and beside it who has it.
        string name = Path.Combine(directory, "owner");
        FileStream ownership;
        try
        {
            // Open for as long as the process lives: the operating system gives it back, however the process ends.
            ownership = new FileStream(Path.Combine(directory, "lock"), PrivateFile.Options(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException error)
        {
            throw new AccountStoppedException(
                $"another process already runs this bot with the same state ({Owner(name)}); stop it, or give this one its own ClickClack:StateDirectory",
                error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new AccountStoppedException($"the state directory cannot be written: {error.Message}; set ClickClack:StateDirectory", error);
        }

        try
        {
            using var stream = new FileStream(name, PrivateFile.Options(FileMode.Create, FileShare.ReadWrite));
            stream.Write(Encoding.UTF8.GetBytes($"process {Environment.ProcessId} on {Environment.MachineName}\n"));
            return ownership;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ownership.Dispose();
            throw new AccountStoppedException($"the state directory cannot be written: {error.Message}; set ClickClack:StateDirectory", error);
        }
    }

    private static string Owner(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() is { Length: > 0 } owner ? owner : path;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    /// <summary>The server chooses its ids; what it chose must not leave the directory.</summary>
    private static string FileName(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' ? c : '-'));
}
