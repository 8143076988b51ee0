namespace ClickClack;

/// <summary>The messages that were given up: their handler failed on its last attempt, or the server refused the answer for good.</summary>
public interface IDeadLetters
{
    /// <summary>How many <see cref="List"/> reads unless it is told otherwise.</summary>
    const int Page = 1000;

    /// <summary>How many are listed.</summary>
    int Count { get; }

    /// <summary>Reads some of them, the oldest first. There may be many thousands; they are not kept in memory.</summary>
    /// <param name="skip">How many are left out at the beginning. One that is taken off meanwhile moves those after it up.</param>
    /// <param name="take">How many are read at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    IReadOnlyList<GivenUpMessage> List(int skip = 0, int take = Page);

    /// <summary>
    /// Tries one again: what was to be written is written from where it stopped; if nothing was, its handler runs, with all its attempts.
    /// The answer becomes visible once, also if an earlier attempt has shown a part of it. One at a time.
    /// </summary>
    /// <param name="trigger">Which one (<see cref="GivenUpMessage.Trigger"/>).</param>
    /// <param name="cancellationToken">Ends the attempts; it stays listed.</param>
    /// <returns>Whether it is done and no longer listed; false if it was given up again, for the reason that is listed now.</returns>
    /// <exception cref="KeyNotFoundException">It is not listed.</exception>
    Task<bool> ReplayAsync(string trigger, CancellationToken cancellationToken = default);

    /// <summary>Takes one off the list. It is not answered any more.</summary>
    /// <param name="trigger">Which one.</param>
    /// <returns>Whether it was listed.</returns>
    /// <exception cref="IOException">The list cannot be written.</exception>
    bool Drop(string trigger);
}

/// <summary>A message that was given up.</summary>
/// <param name="Trigger">Its name: <c>m:</c> and the message's id.</param>
/// <param name="At">When it was given up, UTC.</param>
/// <param name="Handler">The handler and what it listens to; null if it did not come so far.</param>
/// <param name="Error">Why, in one line.</param>
/// <param name="UnwrittenMessages">How many messages of the answer were decided and are not written; 0 if the handler has to run.</param>
public sealed record GivenUpMessage(string Trigger, DateTimeOffset At, string? Handler, string Error, int UnwrittenMessages);
