namespace ClickClack.State;

/// <summary>Remembers for as long as the process lives: for a bot on a server that forgets too.</summary>
internal sealed class MemoryStateStore : IStateStore
{
    public IOwnedState Open(string account) => new MemoryState();
}
