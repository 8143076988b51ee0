using System.ComponentModel;
using ClickClack.Handlers;

namespace ClickClack.Dispatch;

/// <summary>What a handler is called with. Used by generated code.</summary>
/// <param name="message">The message.</param>
/// <param name="services">The services of this call: a scope if the route uses services, else the root.</param>
/// <param name="cancellationToken">Cancelled when the bot stops and its time to finish is over.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct RouteContext(Message message, IServiceProvider services, CancellationToken cancellationToken)
{
    private readonly IAgentProgress? progress;

    /// <summary>The message.</summary>
    public Message Message { get; } = message;

    /// <summary>The services of this call.</summary>
    public IServiceProvider Services { get; } = services;

    /// <summary>Cancelled when the bot stops and its time to finish is over.</summary>
    public CancellationToken Cancellation { get; } = cancellationToken;

    /// <summary>Shows what the handler is doing.</summary>
    public IAgentProgress Progress
    {
        get => progress ?? NoProgress.Instance;
        init => progress = value;
    }

    /// <summary>What the handler threw whose error handler is called; null otherwise.</summary>
    public Exception? Error { get; init; }

    /// <summary>The reaction that is handled; null for anything else.</summary>
    public Reaction? Reaction { get; init; }

    /// <summary>Who reacted; null for anything but a reaction.</summary>
    public Author? Reactor { get; init; }

    /// <summary>The event that is observed; null for anything else.</summary>
    public object? Event { get; init; }

    /// <summary>Finds the users and channels that arguments name; null where there is no workspace to look in.</summary>
    public IWorkspaceNames? Names { get; init; }
}
