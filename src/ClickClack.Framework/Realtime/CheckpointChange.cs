using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>What has changed since the <see cref="Checkpoint"/>, or the change, before it.</summary>
/// <param name="Cursor">As <see cref="Checkpoint.Cursor"/>.</param>
/// <param name="Done">Trigger keys that are done since; none of their events is pending any more.</param>
/// <param name="Pending">Events up to <paramref name="Cursor"/> that are not done, and were not pending before.</param>
/// <param name="Roots">What is new in <see cref="SavedRoots.Sequences"/>.</param>
internal sealed record CheckpointChange(
    string Cursor, IReadOnlyList<string> Done, IReadOnlyList<WireEvent> Pending, IReadOnlyDictionary<string, long> Roots)
{
    /// <summary>A checkpoint with all that changed after it.</summary>
    public static Checkpoint Apply(Checkpoint before, IReadOnlyList<CheckpointChange> changes)
    {
        if (changes.Count == 0)
        {
            return before;
        }

        string cursor = before.Cursor;
        var done = new HashSet<string>(before.Done, StringComparer.Ordinal);
        var pending = new Dictionary<string, WireEvent>(StringComparer.Ordinal);
        foreach (WireEvent wire in before.Pending)
        {
            pending[TriggerKey.Of(wire)] = wire;
        }

        var roots = new Dictionary<string, long>(before.Roots?.Sequences ?? new Dictionary<string, long>(), StringComparer.Ordinal);
        foreach (CheckpointChange change in changes)
        {
            cursor = change.Cursor;
            foreach (WireEvent wire in change.Pending)
            {
                pending[TriggerKey.Of(wire)] = wire;
            }

            foreach (string key in change.Done)
            {
                done.Add(key);
                pending.Remove(key);
            }

            foreach ((string conversation, long sequence) in change.Roots)
            {
                roots[conversation] = sequence;
            }
        }

        return new Checkpoint(
            cursor,
            [.. done],
            [.. pending.Values.OrderBy(static wire => wire.Cursor.Value, StringComparer.Ordinal)],
            before.Roots is { } known ? new SavedRoots(known.Since, roots) : null);
    }
}
