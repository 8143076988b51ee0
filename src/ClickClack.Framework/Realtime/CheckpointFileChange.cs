using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>A <see cref="CheckpointChange"/> as a further line of the file holds it.</summary>
/// <param name="Cursor">See <see cref="CheckpointChange"/>.</param>
/// <param name="Done">See <see cref="CheckpointChange"/>; null for nothing, as the others.</param>
/// <param name="Pending">See <see cref="CheckpointChange"/>.</param>
/// <param name="Roots">See <see cref="CheckpointChange"/>.</param>
internal sealed record CheckpointFileChange(
    string Cursor, string[]? Done = null, WireEvent[]? Pending = null, Dictionary<string, long>? Roots = null);
