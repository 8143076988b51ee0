namespace ClickClack.Dispatch;

/// <summary>
/// Decides from the routes' data alone which of them wins a message, and why the others do not: slowly, one route after the other, and
/// by none of the code that was emitted to decide the same.
/// </summary>
/// <param name="message">The message.</param>
/// <param name="mentioned">Whether it mentions the bot.</param>
/// <param name="handle">The bot's handle, without <c>@</c>.</param>
/// <param name="settings">What the routes were given at start.</param>
internal sealed class RouteInterpreter(Message message, bool mentioned, string handle, RouteSettings settings)
{
    private static readonly char[] NameCharacters = [.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"];

    private readonly PlaceInterpreter place = new(message.Channel, message.Conversation, message.IsReply, settings);
    private readonly string[] words = message.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
    private readonly string? command = CommandOf(message.Text);

    /// <summary>Judges routes, which are in order: of equals the first wins.</summary>
    public RouteExplanation Explain(IEnumerable<RouteDescription> routes)
    {
        var judged = routes.Select(route => (Route: route, Problem: WhyNot(route), Worth: WorthOf(route))).ToList();
        RouteDescription? winner = null;
        Worth best = default;
        foreach ((RouteDescription route, string? problem, Worth worth) in judged)
        {
            if (problem is null && (winner is null || worth.CompareTo(best) > 0))
            {
                (winner, best) = (route, worth);
            }
        }

        return new RouteExplanation(winner, winner is null ? null : WhyRefused(winner), [.. judged.Select(one =>
            ReferenceEquals(one.Route, winner) ? new RouteVerdict(one.Route, RouteOutcome.Wins, "it matches, and nothing else goes before it")
            : one.Problem is null ? new RouteVerdict(one.Route, RouteOutcome.Loses, $"{winner!.Handler} goes before it: {best.Why(one.Worth)}")
            : new RouteVerdict(one.Route, RouteOutcome.DoesNotMatch, one.Problem))]);
    }

    /// <summary>What a route is worth where the message is; null if it does not listen there, or belongs to another account.</summary>
    public RouteRank? RankHere(RouteDescription route) => place.IsOurs(route) ? place.Best(route) : null;

    private string? WhyNot(RouteDescription route) =>
        route.Kind == RouteKind.Error ? "it handles what other handlers throw, and no messages"
        : route.Kind is RouteKind.Reaction or RouteKind.Event ? "it listens to something else than messages"
        : place.WhyNot(route) is { } elsewhere ? elsewhere
        : route.Kind is RouteKind.Command or RouteKind.CommandGroup ? WhyNotCommand(route)
        : command is not null ? "the text is a command, and those belong to commands only"
        : route.Kind == RouteKind.Pattern ? (CommandLine.Matches(route.Regex!(), message.Text) ? null : "its pattern is not found in the text")
        : route.Kind == RouteKind.Mention && !mentioned ? "the bot is not mentioned"
        : null;

    private string? WhyNotCommand(RouteDescription route)
    {
        if (command is null)
        {
            return "the text is not a command";
        }

        int at = command.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0 && !string.Equals(command[(at + 1)..], handle, StringComparison.OrdinalIgnoreCase))
        {
            return $"the command is for {command[at..]}";
        }

        return route.Commands.Any(Begins) ? null : $"the text does not begin with {string.Join(" or ", route.Commands.Select(name => "/" + name))}";
    }

    private bool Begins(string name)
    {
        string[] wanted = name.Split(' ');
        if (words.Length < wanted.Length || !Same(wanted[0], command!.Split('@')[0]))
        {
            return false;
        }

        for (int i = 1; i < wanted.Length; i++)
        {
            if (!Same(wanted[i], words[i]))
            {
                return false;
            }
        }

        return true;
    }

    private Worth WorthOf(RouteDescription route)
    {
        RouteRank rank = place.Best(route) ?? RouteRank.None;
        int length = route.Commands.Count > 0 ? route.Commands[0].Split(' ').Length : 0;
        int account = route.Account is null ? 0 : 1;
        return route.Kind switch
        {
            RouteKind.Command when ReferenceEquals(route, HelpRoutes.Description) => new Worth(3, 0, RouteRank.None, 0, 0),
            RouteKind.Command => new Worth(4, length, rank, 0, account),
            RouteKind.CommandGroup => new Worth(3, length, RouteRank.None, 0, 0),
            RouteKind.Pattern => new Worth(2, -(long)route.Order, RouteRank.None, 0, 0),
            RouteKind.Mention => new Worth(1, 0, rank, 0, account),
            _ => new Worth(0, 0, rank, route.Kind == RouteKind.Place ? 1 : 0, account),
        };
    }

    /// <summary>Why the route that wins does not answer all the same, as far as that can be known; or null.</summary>
    private string? WhyRefused(RouteDescription route)
    {
        Author author = message.Author;
        bool named = message.Conversation is { IsGroup: false } || mentioned || command?.Contains('@', StringComparison.Ordinal) == true;
        return route.Guards is not { } guards ? null
            : author.IsBot && guards.AllowBots is { } bots && new UserList(bots).Names(author.Id, author.Handle) != true ? "[AllowBots] does not name the author"
            : !author.IsBot && guards.AllowFrom is { } people && new UserList(people).Names(author.Id, author.Handle) != true ? "[AllowFrom] does not name the author"
            : guards.RequireMention == true && !named && !message.IsReply ? "[RequireMention]: the bot is not mentioned"
            : null;
    }

    /// <summary>The word after the slash if a text has the form of a command, with the bot it is addressed to; else null.</summary>
    private static string? CommandOf(string text)
    {
        string word = new([.. text.TakeWhile(c => !char.IsWhiteSpace(c))]);
        string[] parts = word.Split('@');
        bool right = word.StartsWith('/')
            && parts.Length <= 2
            && parts[0].Length is > 1 and <= CommandLine.MaxNameLength + 1
            && parts[0].Skip(1).All(NameCharacters.Contains)
            && (parts.Length == 1 || (parts[1].Length > 0 && parts[1].All(NameCharacters.Contains)));
        return right ? word[1..] : null;
    }

    private static bool Same(string name, string word) => word.All(NameCharacters.Contains) && name.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>What decides between routes that match, the most important first.</summary>
    private readonly record struct Worth(int Kind, long Length, RouteRank Place, int IsPlace, int HasAccount) : IComparable<Worth>
    {
        public int CompareTo(Worth other) =>
            (Kind, Length, Place, IsPlace, HasAccount).CompareTo((other.Kind, other.Length, other.Place, other.IsPlace, other.HasAccount));

        public string Why(Worth other) =>
            Kind != other.Kind ? "commands go before patterns, these before mentions, and those before places"
            : Length != other.Length ? (Kind == 2 ? "its Order is lower" : "its name is longer")
            : Place != other.Place ? "its place is more specific"
            : IsPlace != other.IsPlace ? "a place goes before any message in it"
            : HasAccount != other.HasAccount ? "it belongs to this account"
            : "it comes first in the source";
    }
}
