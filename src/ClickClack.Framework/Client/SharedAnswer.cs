namespace ClickClack.Client;

/// <summary>An answer of the server that many need: asked for once, however many wait for it, and kept until it is forgotten.</summary>
/// <param name="ask">Asks.</param>
internal sealed class SharedAnswer<T>(Func<Task<T>> ask)
    where T : class
{
    private readonly Lock gate = new();
    private Task<T>? asked;

    /// <summary>The answer, if it is there; else null.</summary>
    public T? Known => Volatile.Read(ref asked) is { IsCompletedSuccessfully: true } known ? known.Result : null;

    /// <summary>The answer; asked for if it is not there. A failure is everybody's who waits, and is not kept.</summary>
    /// <param name="cancellationToken">Ends this waiting; the others go on.</param>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        Task<T> current;
        lock (gate)
        {
            // One that failed while nobody waited any more was nobody's failure.
            current = asked is null or { IsCompleted: true, IsCompletedSuccessfully: false } ? asked = ask() : asked;
        }

        return await current.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Another answer than one that turned out to be too old: the one somebody else has asked for since, or a new one.</summary>
    public Task<T> GetOtherThanAsync(T old, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (ReferenceEquals(Known, old))
            {
                asked = null;
            }
        }

        return GetAsync(cancellationToken);
    }

    /// <summary>Forgets the answer: what it tells has changed.</summary>
    public void Forget()
    {
        lock (gate)
        {
            asked = null;
        }
    }
}
