using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>
/// A line of the checkpoint file as it was read: the first holds a <see cref="Checkpoint"/> and its version, each further one a
/// <see cref="CheckpointChange"/>. What the line does not have is null.
/// </summary>
internal sealed class CheckpointLine
{
    /// <summary>
    /// What is written. Files of version 1, which have no roots, and 2, which have one line, are read. A later version is refused, so that an
    /// older program does not answer again what a newer one answered.
    /// </summary>
    public const int CurrentVersion = 3;

    /// <summary>The version of the file, in its first line; 0 if there is none.</summary>
    public long Version { get; set; }

    /// <summary>See <see cref="Checkpoint"/>.</summary>
    public string? Cursor { get; set; }

    /// <summary>See <see cref="Checkpoint"/>.</summary>
    public string[]? Done { get; set; }

    /// <summary>See <see cref="Checkpoint"/>.</summary>
    public WireEvent[]? Pending { get; set; }

    /// <summary>See <see cref="SavedRoots"/>.</summary>
    public DateTimeOffset? RootsSince { get; set; }

    /// <summary>See <see cref="SavedRoots"/>.</summary>
    public Dictionary<string, long>? Roots { get; set; }
}
