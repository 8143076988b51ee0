using System.Collections.Concurrent;

namespace ClickClack.State;

/// <summary>Remembers for as long as the process lives: for a bot on a server that forgets too.</summary>
internal sealed class MemoryStateStore : IStateStore
{
    private readonly ConcurrentDictionary<string, MemoryState> states = new(StringComparer.Ordinal);

    public IOwnedState Open(string account) => states.GetOrAdd(account, static _ => new MemoryState());
}
