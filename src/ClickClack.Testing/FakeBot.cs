using System.Globalization;
using System.Runtime.CompilerServices;
using ClickClack.Client;

namespace ClickClack.Testing;

/// <summary>
/// An <see cref="IBot"/> for unit tests of handlers and services: it has no server, and records what is sent. It refuses what the running
/// bot refuses before it asks the server: blank text, and a send without a target. It can be used from several threads.
/// </summary>
public sealed class FakeBot : IBot
{
    private readonly Lock gate = new();
    private readonly List<SentMessage> sent = [];

    /// <inheritdoc/>
    /// <value><c>@bot</c> by default.</value>
    public Author Me { get; init; } = new(new UserId("usr_bot"), "Bot", "bot", IsBot: true);

    /// <inheritdoc/>
    /// <value><c>wsp_test</c> by default.</value>
    public WorkspaceId Workspace { get; init; } = new("wsp_test");

    /// <summary>Calls the server.</summary>
    /// <exception cref="InvalidOperationException">The test has set none. A server in the process, for tests of such handlers, is <c>LocalServer</c>.</exception>
    public ClickClackClient Client
    {
        get => field ?? throw new InvalidOperationException(
            "This FakeBot has no Client. Set one, for example with the address and a bot's token of a LocalServer.");
        init;
    }

    /// <summary>Where messages go if the call does not say; null, the default, for nowhere.</summary>
    public Target? DefaultTo { get; init; }

    /// <summary>What <see cref="SendAsync"/> throws, while it is set, instead of sending; null, the default, for nothing.</summary>
    public Exception? SendFailure { get; set; }

    /// <summary>What was sent so far, the oldest first.</summary>
    public IReadOnlyList<SentMessage> Sent
    {
        get
        {
            lock (gate)
            {
                return [.. sent];
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The test has set none.</exception>
    public IDeadLetters DeadLetters
    {
        get => field ?? throw new InvalidOperationException("This FakeBot has no DeadLetters. Set them.");
        init;
    }

    /// <summary>
    /// How the connection is: <see cref="ConnectionState.Live"/> by default. <see cref="StatusChanged"/> is raised, before the setter returns, for each new value.
    /// </summary>
    public ConnectionStatus Status
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (field != value)
            {
                field = value;
                StatusChanged?.Invoke(this, value);
            }
        }
    } = new(ConnectionState.Live, DateTimeOffset.UnixEpoch);

    /// <inheritdoc/>
    public event EventHandler<ConnectionStatus>? StatusChanged;

    /// <inheritdoc/>
    public event EventHandler<ConnectionGap>? GapDetected;

    /// <summary>Records a message. A repeated <paramref name="idempotencyKey"/> records nothing and returns the first message's id.</summary>
    /// <inheritdoc/>
    public Task<MessageId> SendAsync(
        Reply reply,
        Target? target = null,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(reply))] string expression = "",
        [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (reply.IsBlank)
        {
            throw new ArgumentException("there is nothing to send", nameof(reply));
        }

        Target to = reply.Target ?? target ?? DefaultTo ?? throw new InvalidOperationException(
            "Nothing says where to: give a target, or set ClickClack:DefaultTo (here: FakeBot.DefaultTo).");
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<MessageId>(cancellationToken);
        }

        if (SendFailure is { } failure)
        {
            return Task.FromException<MessageId>(failure);
        }

        lock (gate)
        {
            SentMessage? earlier = idempotencyKey is null ? null : sent.Find(message => message.IdempotencyKey == idempotencyKey);
            if (earlier is null)
            {
                earlier = new SentMessage(
                    new MessageId(string.Create(CultureInfo.InvariantCulture, $"msg_sent{sent.Count + 1}")), reply, to, idempotencyKey);
                sent.Add(earlier);
            }

            return Task.FromResult(earlier.Id);
        }
    }

    /// <summary>Raises <see cref="GapDetected"/>.</summary>
    public void DetectGap(ConnectionGap gap) => GapDetected?.Invoke(this, gap);
}
