namespace ClickClack.Generators;

/// <content>The decision which route wins.</content>
internal static partial class Routes
{
    private const string Span = "global::System.Span<char>";
    private const string ReadOnlySpan = "global::System.ReadOnlySpan<char>";

    /// <summary>A place of a route, and what it is worth there.</summary>
    private readonly record struct Candidate(int Number, RouteKey Route, PlaceTest Place, RouteRank Rank)
    {
        /// <summary>What decides between routes of one rank in different assemblies, as the order of the code below does in one.</summary>
        public int Weight
        {
            get
            {
                int account = Route.Guards.Account is null ? 0 : 1;
                int order = Route.Pattern?.Order ?? 0;
                return Route.Kind switch
                {
                    RouteKind.Pattern => order == int.MinValue ? int.MaxValue : -order,
                    RouteKind.Command => (Route.Command.Split(' ').Length * 100) + ((int)Place.Rank * 2) + account,
                    RouteKind.CommandGroup => Route.Command.Split(' ').Length,
                    RouteKind.Mention => ((int)Place.Rank * 2) + account,
                    _ => (Route.Kind == RouteKind.Place ? 2 : 0) + account,
                };
            }
        }

        /// <summary>The match as C# source.</summary>
        public string Match => Weight == 0
            ? $"new RouteMatch({Number}, RouteRank.{Rank})"
            : $"new RouteMatch({Number}, RouteRank.{Rank}, {Literals.Of(Weight)})";
    }

    private static void EmitMayMatch(CodeWriter writer, List<RouteKey> routes)
    {
        List<Candidate> candidates = Widest(routes);
        if (candidates.Count == 0)
        {
            writer.Line("bool IRouteModule.MayMatch(in Evidence evidence) => false;").Line();
            return;
        }

        if (candidates.Count == 1)
        {
            writer.Line($"// {candidates[0].Route.Cause}: {candidates[0].Route.Handler}");
            writer.Line($"bool IRouteModule.MayMatch(in Evidence evidence) => {Condition(candidates[0]) ?? "true"};").Line();
            return;
        }

        writer.Line("bool IRouteModule.MayMatch(in Evidence evidence) =>");
        for (int i = 0; i < candidates.Count; i++)
        {
            string term = PlaceConditions.Term(Condition(candidates[i]) ?? "true");
            string end = i == candidates.Count - 1 ? ";" : "";
            writer.Continue($"{(i == 0 ? "" : "|| ")}{term}{end} // {candidates[i].Route.Cause}");
        }

        writer.Line();
    }

    private static void EmitMatch(CodeWriter writer, List<RouteKey> routes)
    {
        writer.Open("RouteMatch IRouteModule.Match(in Evidence evidence, string text, string handle)");
        writer.Line("// A text with the form of a command belongs to that command, or to nobody.");
        bool hasCommands = routes.Exists(static route => route.Kind == RouteKind.Command);
        string command = hasCommands ? $"out {ReadOnlySpan} command, out bool isLower" : "out _, out _";
        writer.Open($"if (CommandLine.TryReadName(text, handle, {command}))");
        writer.Line(hasCommands
            ? "return isLower ? MatchCommand(command, text, in evidence) : MatchLowered(command, text, in evidence);"
            : "return RouteMatch.None;");
        writer.Close().Line();

        if (!EmitCandidates(writer, PatternCandidates(routes)))
        {
            // Not reached: each of them has a condition.
            return;
        }

        if (routes.Exists(static route => route.Kind == RouteKind.Pattern))
        {
            writer.Line();
        }

        List<Candidate> mentions = Candidates(routes, static route => route.Kind == RouteKind.Mention, RouteRank.Mention);
        if (mentions.Count > 0)
        {
            writer.Open("if (evidence.MentionsBot)");
            EmitCandidates(writer, mentions);
            writer.Close().Line();
        }

        List<Candidate> places = Candidates(routes, static route => route.Kind <= RouteKind.Message, rank: null);
        if (EmitCandidates(writer, places))
        {
            if (places.Count > 0)
            {
                writer.Line();
            }

            writer.Line("return RouteMatch.None;");
        }

        writer.Close().Line();
    }

    private static void EmitMatchCommand(CodeWriter writer, List<RouteKey> routes)
    {
        CommandTree root = CommandTree.Of(routes);
        if (root.Children.Count == 0)
        {
            return;
        }

        // Apart from the rest, which then needs no buffer, however small: it would be cleared for each message.
        string parameters = $"{ReadOnlySpan} command, string text, in Evidence evidence";
        writer.Open($"private static RouteMatch MatchLowered({parameters})");
        writer.Line($"{Span} buffer = stackalloc char[CommandLine.MaxNameLength];");
        writer.Line("return MatchCommand(CommandLine.ToLower(command, buffer), text, in evidence);").Close().Line();

        var inner = new List<CommandTree>();
        new WordDecision<CommandTree>(
            writer, "MatchCommand", parameters, "command, text, in evidence", "RouteMatch", "command",
            static command => command.Word,
            commands => EmitSwitch(writer, routes, commands, root.Path, "command", inner)).Emit(root.Children);

        // Grows while it is walked through: each may have inner ones of its own.
        for (int i = 0; i < inner.Count; i++)
        {
            writer.Line($"// What follows /{inner[i].Path}.");
            writer.Open($"private static RouteMatch {InnerName(i)}(string text, int position, in Evidence evidence)");
            writer.Line($"{Span} buffer = stackalloc char[CommandLine.MaxNameLength];");
            EmitSwitch(writer, routes, inner[i].Children, inner[i].Path, "CommandLine.ReadWord(text, ref position, buffer)", inner);
            writer.Line().Line("return RouteMatch.None;");
            writer.Close().Line();
        }
    }

    private static string InnerName(int number) => $"MatchSubCommand{number + 1}";

    /// <summary>Writes the decision on one word.</summary>
    private static void EmitSwitch(
        CodeWriter writer, List<RouteKey> routes, IReadOnlyList<CommandTree> words, string path, string word, List<CommandTree> inner)
    {
        writer.Open($"switch ({word})");
        for (int i = 0; i < words.Count; i++)
        {
            CommandTree child = words[i];
            if (i > 0)
            {
                writer.Line();
            }

            writer.Line($"case {Literals.Of(child.Word)}:").Indent();
            if (child.Children.Count > 0)
            {
                inner.Add(child);
                string start = path.Length == 0 ? "CommandLine.ArgumentsStart(text)" : "position";
                string longer = $"longer{inner.Count}";
                writer.Open($"if ({InnerName(inner.Count - 1)}(text, {start}, in evidence) is {{ Found: true }} {longer})");
                writer.Line($"return {longer};").Close().Line();
            }

            if (EmitCandidates(writer, Candidates(routes, child.Routes, RouteRank.Command)))
            {
                writer.Line().Line("break;");
            }

            writer.Outdent();
        }

        writer.Close();
    }

    /// <summary>Writes one return for each candidate; places of one route that are worth the same share it.</summary>
    /// <returns>Whether what follows can be reached.</returns>
    private static bool EmitCandidates(CodeWriter writer, List<Candidate> candidates)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            Candidate candidate = candidates[i];
            if (i > 0)
            {
                writer.Line();
            }

            string? condition = PlaceConditions.Of(candidate.Place);
            while (i + 1 < candidates.Count && candidates[i + 1].Number == candidate.Number && candidates[i + 1].Match == candidate.Match)
            {
                condition = PlaceConditions.Or(condition, PlaceConditions.Of(candidates[++i].Place));
            }

            condition = PlaceConditions.And(Account(candidate.Route), condition);
            if (candidate.Route.Pattern is not null)
            {
                string matches = $"CommandLine.Matches({Patterns.Field(candidate.Route.Call)}, text)";
                condition = PlaceConditions.And(condition, matches);
            }

            writer.Line($"// {candidate.Route.Cause}: {candidate.Route.Handler}");
            if (condition is null)
            {
                writer.Line($"return {candidate.Match};");
                return false;
            }

            writer.Open($"if ({condition})").Line($"return {candidate.Match};").Close();
        }

        return true;
    }

    /// <summary>The places of the patterns, in the order in which these are tried.</summary>
    private static List<Candidate> PatternCandidates(List<RouteKey> routes)
    {
        var patterns = new List<Candidate>();
        for (int i = 0; i < routes.Count; i++)
        {
            if (routes[i].Kind == RouteKind.Pattern)
            {
                foreach (PlaceTest place in routes[i].Places)
                {
                    patterns.Add(new Candidate(i, routes[i], place, RouteRank.Pattern));
                }
            }
        }

        // Those of one order keep the order of the source.
        patterns.Sort(static (one, other) => one.Route.Pattern!.Order != other.Route.Pattern!.Order
            ? one.Route.Pattern.Order.CompareTo(other.Route.Pattern.Order)
            : one.Number.CompareTo(other.Number));
        return patterns;
    }

    /// <summary>The places of some routes: the most specific first, then a place before any message in it, then as in the source.</summary>
    private static List<Candidate> Candidates(List<RouteKey> routes, Predicate<RouteKey> which, RouteRank? rank)
    {
        var numbers = new List<int>();
        for (int i = 0; i < routes.Count; i++)
        {
            if (which(routes[i]))
            {
                numbers.Add(i);
            }
        }

        return Candidates(routes, numbers, rank);
    }

    private static List<Candidate> Candidates(List<RouteKey> routes, IReadOnlyList<int> numbers, RouteRank? rank)
    {
        // A candidate's position breaks the last tie: sorting is not stable by itself.
        var candidates = new List<(Candidate Candidate, int Position)>();
        foreach (int number in numbers)
        {
            foreach (PlaceTest place in routes[number].Places)
            {
                candidates.Add((new Candidate(number, routes[number], place, rank ?? place.Rank), candidates.Count));
            }
        }

        candidates.Sort(static (a, b) =>
        {
            (Candidate one, Candidate other) = (a.Candidate, b.Candidate);
            return one.Place.Rank != other.Place.Rank ? other.Place.Rank.CompareTo(one.Place.Rank)
                : one.Route.Kind != other.Route.Kind ? one.Route.Kind.CompareTo(other.Route.Kind)
                : one.Route.Guards.Account is null != other.Route.Guards.Account is null ? (one.Route.Guards.Account is null ? 1 : -1)
                : a.Position.CompareTo(b.Position);
        });
        return candidates.ConvertAll(static item => item.Candidate);
    }

    /// <summary>The candidates that no other one covers.</summary>
    private static List<Candidate> Widest(List<RouteKey> routes)
    {
        var widest = new List<Candidate>();
        foreach (Candidate candidate in Candidates(routes, static _ => true, RouteRank.Any))
        {
            if (!widest.Exists(other => Covers(other, candidate)))
            {
                widest.RemoveAll(other => Covers(candidate, other));
                widest.Add(candidate);
            }
        }

        return widest;
    }

    private static bool Covers(Candidate one, Candidate other) =>
        one.Place.Covers(other.Place)
        && (one.Route.Kind != RouteKind.Mention || other.Route.Kind == RouteKind.Mention)
        && (one.Route.Guards.Account is null || one.Route.Guards.Account == other.Route.Guards.Account);

    private static string? Condition(Candidate candidate) => PlaceConditions.And(
        PlaceConditions.And(candidate.Route.Kind == RouteKind.Mention ? "evidence.MentionsBot" : null, Account(candidate.Route)),
        PlaceConditions.Of(candidate.Place));

    /// <summary>The condition that a route's account is the one at work; null for a route of all accounts.</summary>
    public static string? Account(RouteKey route) =>
        route.Guards.Account is { } account ? $"evidence.For({Literals.Of(account)})" : null;
}
