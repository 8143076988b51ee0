namespace ClickClack.Realtime;

/// <summary>Where the checkpoint of one account is kept.</summary>
internal interface ICheckpointStore
{
    /// <summary>The checkpoint saved last, or null if there is none.</summary>
    /// <exception cref="InvalidDataException">There is one, but it cannot be read.</exception>
    Checkpoint? Load();

    /// <summary>
    /// Replaces it. Once this returns, a crash at any later point finds it whole. The lists of what was given are not kept: they may be
    /// used again.
    /// </summary>
    void Save(Checkpoint checkpoint);
}
