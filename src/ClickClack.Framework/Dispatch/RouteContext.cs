using System.ComponentModel;

namespace ClickClack.Dispatch;

/// <summary>What a handler is called with. Used by generated code.</summary>
/// <param name="message">The message.</param>
/// <param name="services">The services of this call: a scope if the route uses services, else the root.</param>
/// <param name="cancellation">Cancelled when the bot stops and its time to finish is over.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RouteContext(Message message, IServiceProvider services, CancellationToken cancellation)
{
    /// <summary>The message.</summary>
    public Message Message { get; } = message;

    /// <summary>The services of this call.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>Cancelled when the bot stops and its time to finish is over.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Finds the users and channels that arguments name; null where there is no workspace to look in.</summary>
    public IWorkspaceNames? Names { get; init; }
}
