using System.Threading.Channels;
using ClickClack.Local.Auth;

namespace ClickClack.Local.Realtime;

/// <summary>One open socket's queue of live events.</summary>
internal sealed class Subscription(Caller caller, string workspaceId) : IDisposable
{
    // Small on purpose: who reads too slowly is sent away and comes back with its cursor.
    private const int Slots = 32;

    private readonly Channel<Publication> queue = Channel.CreateBounded<Publication>(new BoundedChannelOptions(Slots) { SingleReader = true });

    private readonly CancellationTokenSource cut = new();

    public Caller Caller => caller;

    public string WorkspaceId => workspaceId;

    /// <summary>Ends after what is queued when the reader was too slow.</summary>
    public ChannelReader<Publication> Events => queue.Reader;

    /// <summary>False when there is no room.</summary>
    public bool Offer(Publication publication) => queue.Writer.TryWrite(publication);

    /// <summary>Queues nothing more; what is queued can still be read.</summary>
    public void End() => queue.Writer.TryComplete();

    /// <summary>Fires when the connection is to end at once, without a word.</summary>
    public CancellationToken WhenCut => cut.Token;

    // Not waited for: what hangs on the token must not run under the hub's lock.
    public void Cut() => _ = cut.CancelAsync();

    public void Dispose() => cut.Dispose();
}
