using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>The checkpoint as the first line of its file holds it.</summary>
/// <param name="Version">
/// 3. Files of version 1, which have no roots, and 2, which have one line, are read. A later version is refused, so that an older program
/// does not answer again what a newer one answered.
/// </param>
/// <param name="Cursor">See <see cref="Checkpoint"/>.</param>
/// <param name="Done">See <see cref="Checkpoint"/>.</param>
/// <param name="Pending">See <see cref="Checkpoint"/>.</param>
/// <param name="RootsSince">See <see cref="SavedRoots"/>; null if there are none.</param>
/// <param name="Roots">See <see cref="SavedRoots"/>; null if there are none.</param>
internal sealed record CheckpointFile(
    int Version, string Cursor, string[] Done, WireEvent[] Pending, DateTimeOffset? RootsSince = null, Dictionary<string, long>? Roots = null)
{
    public const int CurrentVersion = 3;
}
