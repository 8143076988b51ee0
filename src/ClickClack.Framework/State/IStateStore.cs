namespace ClickClack;

/// <summary>
/// Where bots keep what they must remember between runs: how far they have read, answers that are decided and not yet written, messages
/// that were given up. Files in <c>ClickClack:StateDirectory</c> are the default; a service of this type, registered before or after
/// <c>AddClickClack</c>, takes their place, for example where a bot runs without a disk of its own.
/// </summary>
/// <remarks>The promise that no answer is lost or doubled rests on it: what is written must survive the machine.</remarks>
public interface IStateStore
{
    /// <summary>Takes possession of one account's state, until it is disposed of or the process ends, however it ends.</summary>
    /// <param name="account">Which: 1 to 200 ASCII letters, digits, <c>_</c> and <c>-</c>, the same in every run.</param>
    /// <returns>The state.</returns>
    /// <exception cref="StateInUseException">Another process has it.</exception>
    /// <exception cref="IOException">It cannot be reached.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be used.</exception>
    IOwnedState Open(string account);
}
