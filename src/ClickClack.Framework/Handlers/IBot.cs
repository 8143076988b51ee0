using System.Runtime.CompilerServices;
using ClickClack.Client;

namespace ClickClack;

/// <summary>The running bot. Take it as a service, in handlers as anywhere else.</summary>
public interface IBot
{
    /// <summary>Who the bot is.</summary>
    /// <exception cref="InvalidOperationException">It has not logged in yet: <see cref="Status"/> was never anything but starting.</exception>
#pragma warning disable CA1716 // Languages with a keyword of that name can bracket it; in a chat it is the right word.
    Author Me { get; }
#pragma warning restore CA1716

    /// <summary>The workspace the bot works in.</summary>
    /// <exception cref="InvalidOperationException">It has not logged in yet.</exception>
    WorkspaceId Workspace { get; }

    /// <summary>
    /// Every call of the server, with the bot's token and over its connections. A call gives up after 100 seconds; what the framework
    /// itself does for the bot waits longer.
    /// </summary>
    /// <exception cref="InvalidOperationException">The bot has not logged in yet.</exception>
    ClickClackClient Client { get; }

    /// <summary>
    /// Sends a message that is no answer. In a handler it becomes visible once, however often the handler is run: it is named after the
    /// message that is handled, the expression of this call, the target, and its number among such calls of the run. Calls of one
    /// expression in parallel, or in a loop whose length can change, need a key. Outside of handlers, without a key, every call sends.
    /// What takes several writes is planned before the first: it becomes visible whole, if need be at the next start. Before the bot has
    /// logged in, a send waits for that, for up to 100 seconds.
    /// </summary>
    /// <param name="reply">What to send. Where <see cref="Reply.To"/> says is where it goes; its placement says nothing otherwise.</param>
    /// <param name="target">Where to; null for <see cref="ClickClackOptions.DefaultTo"/>.</param>
    /// <param name="idempotencyKey">A name under which it is sent at most once by this bot, whoever calls; null for none.</param>
    /// <param name="cancellationToken">Ends the attempts; the message may be visible all the same, or become so later.</param>
    /// <param name="expression">The expression of <paramref name="reply"/>; filled in by the compiler.</param>
    /// <param name="member">The member that calls; filled in by the compiler.</param>
    /// <returns>
    /// The id of the message, of the first if the text takes several. If one was sent under the same name before, that one's: its text may
    /// be another, and is left as it is.
    /// </returns>
    /// <exception cref="ArgumentException">The reply is blank.</exception>
    /// <exception cref="InvalidOperationException">Nothing says where to.</exception>
    /// <exception cref="ApiException">The server refuses it, or there is no such target; or the bot did not log in.</exception>
    Task<MessageId> SendAsync(
        Reply reply,
        Target? target = null,
        string? idempotencyKey = null,
        CancellationToken cancellationToken = default,
        [CallerArgumentExpression(nameof(reply))] string expression = "",
        [CallerMemberName] string member = "");

    /// <summary>The messages that were given up.</summary>
    /// <exception cref="InvalidOperationException">The bot has not logged in yet.</exception>
    IDeadLetters DeadLetters { get; }

    /// <summary>How the connection is now.</summary>
    ConnectionStatus Status { get; }

    /// <summary>
    /// The state of the connection, the reason for it, or what cannot be saved (<see cref="ConnectionStatus.Degraded"/>) changed. Subscribers are called one after the other, in order, and never on
    /// the thread that reads events; what they throw is logged. By then <see cref="Status"/> may be ahead of what they are told.
    /// </summary>
    event EventHandler<ConnectionStatus> StatusChanged;

    /// <summary>Events were lost on the server's side. Subscribers are called as those of <see cref="StatusChanged"/>.</summary>
    event EventHandler<ConnectionGap> GapDetected;
}
