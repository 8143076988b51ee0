using ClickClack.Handlers;

namespace ClickClack.Dispatch;

/// <summary>
/// <c>/help</c>, which the framework answers for bots that have commands, and none of that name: a route like any other, below all that
/// somebody wrote.
/// </summary>
/// <param name="modules">The routes that somebody wrote.</param>
/// <param name="settings">What they were given at start.</param>
internal sealed class HelpRoutes(IReadOnlyList<IRouteModule> modules, RouteSettings settings) : IRouteModule
{
    private const string Name = "help";

    /// <summary>The route. It has to be asked for: a plain <c>/help</c> in a channel may be meant for any bot.</summary>
    public static readonly RouteDescription Description = new("/help", "answered by the framework", UsesServices: false)
    {
        Kind = RouteKind.Command,
        Commands = [Name],
        Places = [new RoutePlace(Places.Anywhere)],
        Guards = new RouteGuards { RequireMention = true },
    };

    private readonly bool isOffered = settings.Help && IsWanted(modules, settings);

    public IReadOnlyList<RouteDescription> Routes => isOffered ? [Description] : [];

    public IReadOnlyList<RequiredService> RequiredServices => [];

    /// <summary>
    /// Where it is asked for without doubt. <c>/help@bot</c> mentions nobody by the server's rule, so it is answered only where the message is
    /// fetched for another route's sake.
    /// </summary>
    public bool MayMatch(in Evidence evidence) => isOffered && (evidence.MentionsBot || evidence.In(Places.Dm));

    public RouteMatch Match(in Evidence evidence, string text, string handle)
    {
        if (!isOffered)
        {
            return RouteMatch.None;
        }

        Span<char> buffer = stackalloc char[CommandLine.MaxNameLength];
        return CommandLine.TryReadName(text, handle, buffer, out ReadOnlySpan<char> name) && name.SequenceEqual(Name)
            ? new RouteMatch(0, RouteRank.Command, int.MinValue)
            : RouteMatch.None;
    }

    public ValueTask<Answer> InvokeAsync(int route, in RouteContext context)
    {
        Message message = context.Message;
        string[] words = message.Text[CommandLine.ArgumentsStart(message.Text)..]
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        IReadOnlyList<RouteDescription> commands = CommandsFor(message);
        string[] asked = [.. words.Where(static word => !word.StartsWith('@')).Select(static (word, i) => i == 0 ? word.TrimStart('/') : word)];
        return new(Answer.Of(asked.Length == 0 ? HelpText.List(commands) : HelpText.About(commands, asked)));
    }

    /// <summary>The commands that the author of a message can use where it was said, of each name the one that would be called.</summary>
    private RouteDescription[] CommandsFor(Message message)
    {
        var here = new RouteInterpreter(message, mentioned: true, handle: "", settings);
        return [.. modules.SelectMany(static module => module.Routes)
            .Where(static route => route.Kind == RouteKind.Command && route.Commands.Count > 0)
            .Where(route => route.Guards?.AllowFrom is not { } people || new UserList(people).Names(message.Author.Id, message.Author.Handle) == true)
            .Select(route => (Route: route, Rank: here.RankHere(route)))
            .Where(static one => one.Rank is not null)
            .GroupBy(static one => one.Route.Commands[0], StringComparer.OrdinalIgnoreCase)
            .Select(static group => group.MaxBy(static one => one.Rank).Route)
            .OrderBy(static route => route.Commands[0], StringComparer.OrdinalIgnoreCase)];
    }

    private static bool IsWanted(IReadOnlyList<IRouteModule> modules, RouteSettings settings)
    {
        bool any = false;
        foreach (IRouteModule module in modules)
        {
            foreach (RouteDescription route in module.Routes)
            {
                if (route.Kind != RouteKind.Command || !settings.Owns(route))
                {
                    continue;
                }

                any = true;
                foreach (string name in route.Commands)
                {
                    if (name.StartsWith(Name, StringComparison.OrdinalIgnoreCase) && (name.Length == Name.Length || name[Name.Length] == ' '))
                    {
                        return false;
                    }
                }
            }
        }

        return any;
    }
}
