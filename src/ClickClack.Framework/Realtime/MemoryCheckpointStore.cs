namespace ClickClack.Realtime;

/// <summary>Forgets at exit: for a bot on a server that forgets too.</summary>
internal sealed class MemoryCheckpointStore : ICheckpointStore
{
    private Checkpoint? saved;

    public Checkpoint? Load() => saved;

    public void Save(Checkpoint checkpoint) => saved = checkpoint with { Done = [.. checkpoint.Done] };
}
