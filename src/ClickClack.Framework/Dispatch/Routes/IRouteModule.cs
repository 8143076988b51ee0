using System.ComponentModel;
using ClickClack.Handlers;

namespace ClickClack.Dispatch;

/// <summary>The routes of one assembly. Implemented by generated code, called by the dispatcher.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IRouteModule
{
    /// <summary>The routes, by their index.</summary>
    IReadOnlyList<RouteDescription> Routes { get; }

    /// <summary>The services the handlers take.</summary>
    IReadOnlyList<RequiredService> RequiredServices { get; }

    /// <summary>
    /// Whether these are the routes of the code that runs now. A hot reload changes handlers in place, and with them the routes are others:
    /// what these have admitted must not be called any more.
    /// </summary>
    bool IsCurrent => true;

    /// <summary>Whether any route can apply to a message of which only the event is known. Costs no request.</summary>
    /// <param name="evidence">What the event tells.</param>
    bool MayMatch(in Evidence evidence);

    /// <summary>The route that wins a message.</summary>
    /// <param name="evidence">Where the message is, without doubt.</param>
    /// <param name="text">Its text (<see cref="Message.Text"/>).</param>
    /// <param name="handle">The bot's handle, without <c>@</c>: a command addressed to another is not ours.</param>
    RouteMatch Match(in Evidence evidence, string text, string handle);

    /// <summary>The route that wins a reaction. Whatever the evidence leaves open counts as possible.</summary>
    /// <param name="evidence">Where the message reacted to is.</param>
    /// <param name="emoji">The emoji, without the character that only asks for it to be shown in colour (U+FE0F).</param>
    /// <param name="removed">Whether it was taken back.</param>
    ReactionMatch MatchReaction(in Evidence evidence, string emoji, bool removed) => ReactionMatch.None;

    /// <summary>The error handler for what a route's handler threw: of its own class if there is one for that error, else of the assembly.</summary>
    /// <param name="route">The route's index.</param>
    /// <param name="thrown">What its handler threw.</param>
    /// <returns>The error handler's index in <see cref="Routes"/>; -1 if there is none.</returns>
    int ErrorRoute(int route, Exception thrown) => -1;

    /// <summary>Calls the handler of a route.</summary>
    /// <param name="route">The route's index.</param>
    /// <param name="context">What to call it with.</param>
    /// <returns>What it answers. A text that grows is yet to be read; the services of the call must live until then.</returns>
    ValueTask<Answer> InvokeAsync(int route, in RouteContext context);
}
