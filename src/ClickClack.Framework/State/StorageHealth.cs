using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ClickClack.State;

/// <summary>
/// What of the bot's state cannot be saved at the moment, and why. Whatever keeps a file tells it here; each change is one line of the
/// log and a change of the bot's status. From any thread.
/// </summary>
internal sealed partial class StorageHealth(ILogger logger)
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, string> failing = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> damaged = new(StringComparer.Ordinal);
    private volatile bool anyFails;

    /// <summary>Told what cannot be saved, in words for people; null once all can be. Called in order, under a lock: it must be quick.</summary>
    public Action<string?> Changed { get; set; } = static _ => { };

    /// <summary>Something cannot be saved, for now: whoever tells so tries again.</summary>
    /// <param name="what">One of a closed set, for example <c>the checkpoint</c>.</param>
    /// <param name="reason">Why.</param>
    public void Failed(string what, string reason)
    {
        lock (gate)
        {
            bool isNew = !failing.TryGetValue(what, out string? before);
            if (before == reason)
            {
                return;
            }

            failing[what] = reason;
            anyFails = true;
            if (isNew)
            {
                CannotSave(logger, what, reason);
            }

            Tell();
        }
    }

    /// <summary>Something was saved. Costs nothing while all can be.</summary>
    /// <param name="what">As it was told to <see cref="Failed"/>.</param>
    public void Saved(string what)
    {
        if (!anyFails)
        {
            return;
        }

        lock (gate)
        {
            if (failing.Remove(what))
            {
                anyFails = failing.Count > 0;
                SavesAgain(logger, what);
                Tell();
            }
        }
    }

    /// <summary>Lines of a file were damaged when it was read. That is shown until the bot is started again.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="lines">How many.</param>
    /// <param name="aside">Where they are now.</param>
    public void Damaged(string file, int lines, string aside)
    {
        lock (gate)
        {
            damaged[file] = string.Create(CultureInfo.InvariantCulture, $"damaged lines of {file}: {lines}, set aside in {aside}");
            LinesDamaged(logger, file, lines, aside);
            Tell();
        }
    }

    /// <summary>A crash cut off the last line of a file.</summary>
    /// <param name="file">Where it is.</param>
    /// <param name="aside">Where the rest of the line is now.</param>
    public void CutOff(string file, string aside) => LineCutOff(logger, file, aside);

    private void Tell() => Changed(failing.Count + damaged.Count == 0
        ? null
        : string.Join("; ", failing.Select(static one => $"cannot save {one.Key}: {one.Value}").Concat(damaged.Values)));

    [LoggerMessage(300, LogLevel.Error, "cannot save {What}, which is tried again: {Reason}")]
    private static partial void CannotSave(ILogger logger, string what, string reason);

    [LoggerMessage(301, LogLevel.Information, "can save {What} again")]
    private static partial void SavesAgain(ILogger logger, string what);

    [LoggerMessage(302, LogLevel.Error, "damaged lines of {File}: {Lines}, set aside in {Aside}; the bot does not know what they said")]
    private static partial void LinesDamaged(ILogger logger, string file, int lines, string aside);

    [LoggerMessage(303, LogLevel.Warning, "the last line of {File} was cut off, as by a crash; what is left of it is in {Aside}")]
    private static partial void LineCutOff(ILogger logger, string file, string aside);
}
