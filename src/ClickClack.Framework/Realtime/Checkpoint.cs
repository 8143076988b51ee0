using ClickClack.Protocol;

namespace ClickClack.Realtime;

/// <summary>What must survive the process (delivery rule 9): from where to read on, and what is already, or not yet, done around there.</summary>
/// <param name="Cursor">Everything up to here is done or in <paramref name="Pending"/>; empty for the start of the log.</param>
/// <param name="Done">Trigger keys after <paramref name="Cursor"/> that are done.</param>
/// <param name="Pending">Events up to <paramref name="Cursor"/> that are not.</param>
/// <param name="Roots">How far each conversation has come; null as long as that is unknown.</param>
internal sealed record Checkpoint(string Cursor, IReadOnlyList<string> Done, IReadOnlyList<WireEvent> Pending, SavedRoots? Roots = null);
