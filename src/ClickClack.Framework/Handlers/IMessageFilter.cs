namespace ClickClack;

/// <summary>
/// Decides whether a handler is called (<see cref="UseFilterAttribute{T}"/>). It is asked after the guards and before the arguments are read,
/// in the handler's scope of services, each time the handler is to run: also when it runs again because it failed. What it throws
/// counts as a failure of the handler.
/// </summary>
public interface IMessageFilter
{
    /// <summary>Decides about a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Cancelled when the bot stops and its time to finish is over.</param>
    /// <returns>Whether the handler is called.</returns>
    ValueTask<FilterResult> CheckAsync(Message message, CancellationToken cancellationToken);
}
