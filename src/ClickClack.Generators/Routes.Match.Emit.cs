namespace ClickClack.Generators;

/// <content>The decision which route wins.</content>
internal static partial class Routes
{
    /// <summary>A place of a route, and what it is worth there.</summary>
    private readonly record struct Candidate(int Number, RouteKey Route, PlaceTest Place, RouteRank Rank);

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
        writer.Line("global::System.Span<char> buffer = stackalloc char[CommandLine.MaxNameLength];");
        bool hasCommands = routes.Exists(static route => route.Kind == RouteKind.Command);
        string command = hasCommands ? "out global::System.ReadOnlySpan<char> command" : "out _";
        writer.Open($"if (CommandLine.TryReadName(text, handle, buffer, {command}))");
        writer.Line(hasCommands ? "return MatchCommand(command, in evidence);" : "return RouteMatch.None;");
        writer.Close().Line();

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
        var names = new List<string>();
        foreach (RouteKey route in routes)
        {
            if (route.Kind == RouteKind.Command && !names.Contains(route.Command))
            {
                names.Add(route.Command);
            }
        }

        if (names.Count == 0)
        {
            return;
        }

        writer.Open("private static RouteMatch MatchCommand(global::System.ReadOnlySpan<char> command, in Evidence evidence)");
        writer.Open("switch (command)");
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i];
            if (i > 0)
            {
                writer.Line();
            }

            writer.Line($"case {Literals.Of(name)}:").Indent();
            List<Candidate> candidates = Candidates(
                routes, route => route.Kind == RouteKind.Command && route.Command == name, RouteRank.Command);
            if (EmitCandidates(writer, candidates))
            {
                writer.Line().Line("break;");
            }

            writer.Outdent();
        }

        writer.Close().Line();
        writer.Line("return RouteMatch.None;");
        writer.Close().Line();
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
            while (i + 1 < candidates.Count && candidates[i + 1].Number == candidate.Number && candidates[i + 1].Rank == candidate.Rank)
            {
                condition = PlaceConditions.Or(condition, PlaceConditions.Of(candidates[++i].Place));
            }

            string match = $"return new RouteMatch({candidate.Number}, RouteRank.{candidate.Rank});";
            writer.Line($"// {candidate.Route.Cause}: {candidate.Route.Handler}");
            if (condition is null)
            {
                writer.Line(match);
                return false;
            }

            writer.Open($"if ({condition})").Line(match).Close();
        }

        return true;
    }

    /// <summary>The places of some routes: the most specific first, then a place before any message in it, then as in the source.</summary>
    private static List<Candidate> Candidates(List<RouteKey> routes, Predicate<RouteKey> which, RouteRank? rank)
    {
        var candidates = new List<Candidate>();
        for (int i = 0; i < routes.Count; i++)
        {
            if (which(routes[i]))
            {
                foreach (PlaceTest place in routes[i].Places)
                {
                    candidates.Add(new Candidate(i, routes[i], place, rank ?? place.Rank));
                }
            }
        }

        // A candidate's position breaks the last tie: sorting is not stable by itself.
        var positions = new Dictionary<Candidate, int>();
        foreach (Candidate candidate in candidates)
        {
            positions[candidate] = positions.Count;
        }

        candidates.Sort((one, other) =>
            one.Place.Rank != other.Place.Rank ? other.Place.Rank.CompareTo(one.Place.Rank)
            : one.Route.Kind != other.Route.Kind ? one.Route.Kind.CompareTo(other.Route.Kind)
            : positions[one].CompareTo(positions[other]));
        return candidates;
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
        one.Place.Covers(other.Place) && (one.Route.Kind != RouteKind.Mention || other.Route.Kind == RouteKind.Mention);

    private static string? Condition(Candidate candidate) =>
        PlaceConditions.And(candidate.Route.Kind == RouteKind.Mention ? "evidence.MentionsBot" : null, PlaceConditions.Of(candidate.Place));
}
