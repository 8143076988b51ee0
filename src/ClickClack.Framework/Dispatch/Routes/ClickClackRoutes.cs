using System.ComponentModel;
using ClickClack.Dispatch;

namespace ClickClack;

/// <summary>
/// What a bot listens to, as data: a service of the application (<c>host.Services.GetRequiredService&lt;ClickClackRoutes&gt;()</c>).
/// </summary>
public sealed class ClickClackRoutes
{
    private readonly Func<RouteTable> table;

    /// <summary>The routes of modules that are at hand, for tests of these.</summary>
    /// <param name="modules">The modules, the application's first.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ClickClackRoutes(params IReadOnlyList<IRouteModule> modules)
    {
        var routes = new RouteTable(modules);
        table = () => routes;
    }

    internal ClickClackRoutes(Func<RouteTable> table) => this.table = table;

    /// <summary>All routes, those of other accounts too, assembly by assembly, each in the order of its source.</summary>
    /// <returns>The routes; a command that has only sub-commands is one by itself, which answers with a list of them.</returns>
    public IReadOnlyList<RouteDescription> Describe() => [.. table().All];

    /// <summary>
    /// Says which route takes a message, and of each other one why it does not. Nothing is called and nothing asked: it works with a
    /// message made by <see cref="Message.Of"/> in a unit test.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="mentionsBot">Whether it mentions the bot; null to look whether its body mentions <paramref name="botHandle"/>.</param>
    /// <param name="botHandle">The bot's handle, without <c>@</c>.</param>
    /// <returns>The explanation; its <see cref="RouteExplanation.ToString"/> is for people.</returns>
    public RouteExplanation Explain(Message message, bool? mentionsBot = null, string botHandle = "")
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(botHandle);
        RouteTable routes = table();
        bool mentioned = mentionsBot ?? Mentions.Contains(message.Body, botHandle);
        return new RouteInterpreter(message, mentioned, botHandle, routes.Settings).Explain(routes.All);
    }

    /// <summary>
    /// Says which route takes a reaction, and of each other one why it does not; whether its guards admit who reacted is not asked.
    /// </summary>
    /// <param name="reaction">The reaction, for example one made by <see cref="Reaction.Of"/>.</param>
    /// <param name="isToReply">Whether the message reacted to is a reply in a thread.</param>
    /// <returns>The explanation; its <see cref="RouteExplanation.ToString"/> is for people.</returns>
    public RouteExplanation Explain(Reaction reaction, bool isToReply = false)
    {
        ArgumentNullException.ThrowIfNull(reaction);
        RouteTable routes = table();
        return new ReactionInterpreter(reaction, isToReply, routes.Settings).Explain(routes.All);
    }

    /// <summary>
    /// Says which observers are told of an event of the server, and of each other route why it is not. Who takes a message or reaction that
    /// it announces, the other overloads say.
    /// </summary>
    /// <param name="happened">The event, for example <c>new PinAdded(message, user)</c>.</param>
    /// <param name="bot">
    /// The bot's user id: what it did itself is not told. Null to leave that out. Of edits and deletions an event does not say whose they
    /// are, so that those count as somebody else's here.
    /// </param>
    /// <returns>The explanation; its <see cref="EventExplanation.ToString"/> is for people.</returns>
    public EventExplanation Explain(ServerEvent happened, UserId? bot = null) => ExplainEvent(happened, bot);

    /// <summary>Says which observers are told that events were lost, and of each other route why it is not.</summary>
    /// <param name="happened">The gap.</param>
    /// <returns>The explanation; its <see cref="EventExplanation.ToString"/> is for people.</returns>
    public EventExplanation Explain(ConnectionGap happened) => ExplainEvent(happened, bot: null);

    /// <summary>Says which observers are told how the connection is, and of each other route why it is not.</summary>
    /// <param name="happened">How it is.</param>
    /// <returns>The explanation; its <see cref="EventExplanation.ToString"/> is for people.</returns>
    public EventExplanation Explain(ConnectionStatus happened) => ExplainEvent(happened, bot: null);

    private EventExplanation ExplainEvent(object happened, UserId? bot)
    {
        ArgumentNullException.ThrowIfNull(happened);
        RouteTable routes = table();
        return new ObserverInterpreter(happened, bot, routes.Settings).Explain(routes.All);
    }
}
