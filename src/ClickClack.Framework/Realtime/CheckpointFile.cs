using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>The checkpoint as a file holds it.</summary>
/// <param name="Version">1. A later version is refused, so that an older program does not answer again what a newer one answered.</param>
/// <param name="Cursor">See <see cref="Checkpoint"/>.</param>
/// <param name="Done">See <see cref="Checkpoint"/>.</param>
/// <param name="Pending">See <see cref="Checkpoint"/>.</param>
internal sealed record CheckpointFile(int Version, string Cursor, string[] Done, WireEvent[] Pending)
{
    public const int CurrentVersion = 1;
}
