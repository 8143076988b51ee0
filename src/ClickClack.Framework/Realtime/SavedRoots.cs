namespace ClickClack.Realtime;

/// <summary>How far the root messages of each channel and direct conversation have come; what the log can no longer bring is read from there.</summary>
/// <param name="Since">When the first numbers were taken, by the server's clock: what is older was said before the bot's first start.</param>
/// <param name="Sequences">
/// By the id of the channel or conversation: every root message up to this number has come, and is done or saved. A conversation that is
/// not here had none.
/// </param>
internal sealed record SavedRoots(DateTimeOffset Since, IReadOnlyDictionary<string, long> Sequences);
