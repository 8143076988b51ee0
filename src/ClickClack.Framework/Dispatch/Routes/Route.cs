using ClickClack.Handlers;

namespace ClickClack.Dispatch;

/// <summary>One route of one module.</summary>
internal sealed class Route(IRouteModule module, int index)
{
    /// <summary>What an error handler is called for; null for a handler of messages.</summary>
    public Exception? Error { get; private init; }

    /// <summary>The reaction it is called for; null for anything else.</summary>
    public ReactionCause? Reaction { get; private init; }

    public RouteDescription Description => module.Routes[index];

    /// <summary>Calls the handler. After a hot reload of the routes it is not called: the call ends only with its cancellation, unfinished.</summary>
    public ValueTask<Answer> InvokeAsync(RouteContext context) => module.IsCurrent
        ? module.InvokeAsync(index, context with { Error = Error, Reaction = Reaction?.Reaction, Reactor = Reaction?.Author })
        : LeaveAsync(context.Cancellation);

    /// <summary>The same for a reaction.</summary>
    public Route For(ReactionCause reaction) => new(module, index) { Reaction = reaction };

    /// <summary>The error handler for what this route's handler threw; null if there is none.</summary>
    public Route? ErrorRoute(Exception error) => module.ErrorRoute(index, error) is >= 0 and var route ? new Route(module, route) { Error = error } : null;

    /// <summary>Leaves a message to the routes as they are now, which admit it by their own guards.</summary>
    private static async ValueTask<Answer> LeaveAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        return default;
    }

    public override string ToString() => $"{Description.Handler} ({Description.Cause})";
}
