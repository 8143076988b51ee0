namespace ClickClack.Generators;

/// <content>The decision which route takes a reaction.</content>
internal static partial class Reactions
{
    private readonly record struct Candidate(int Number, RouteKey Route, PlaceTest Place);

    /// <summary>Writes the decision, if there is any.</summary>
    public static void Emit(CodeWriter writer, List<RouteKey> routes)
    {
        if (!routes.Exists(static route => route.Kind == RouteKind.Reaction))
        {
            return;
        }

        writer.Open("ReactionMatch IRouteModule.MatchReaction(in Evidence evidence, string emoji, bool removed)");
        if (routes.Exists(static route => route.Reaction?.Removed == true))
        {
            writer.Open("if (removed)");
            EmitEmojis(writer, routes, removed: true);
            writer.Close().Line();
        }
        else
        {
            writer.Open("if (removed)").Line("return ReactionMatch.None;").Close().Line();
        }

        EmitEmojis(writer, routes, removed: false);
        writer.Close().Line();
        EmitMany(writer, routes, removed: true);
        EmitMany(writer, routes, removed: false);
    }

    private static void EmitEmojis(CodeWriter writer, List<RouteKey> routes, bool removed)
    {
        List<string> names = Emojis(routes, removed);
        if (names.Count > WordDecision<string>.FewWords)
        {
            string named = removed ? "removedEmoji" : "namedEmoji";
            writer.Open($"if ({Method(removed)}(emoji, in evidence) is {{ Found: true }} {named})").Line($"return {named};").Close().Line();
        }
        else if (names.Count > 0)
        {
            EmitSwitch(writer, routes, removed, names);
            writer.Line();
        }

        List<Candidate> any = Candidates(routes, reaction => reaction.Removed == removed && reaction.Emojis.Count == 0);
        if (EmitCandidates(writer, any, namesEmoji: false))
        {
            if (any.Count > 0)
            {
                writer.Line();
            }

            writer.Line("return ReactionMatch.None;");
        }
    }

    /// <summary>Writes the methods that decide between many emojis.</summary>
    private static void EmitMany(CodeWriter writer, List<RouteKey> routes, bool removed)
    {
        List<string> names = Emojis(routes, removed);
        if (names.Count > WordDecision<string>.FewWords)
        {
            new WordDecision<string>(
                writer, Method(removed), "string emoji, in Evidence evidence", "emoji, in evidence", "ReactionMatch", "emoji",
                static emoji => emoji,
                emojis => EmitSwitch(writer, routes, removed, emojis)).Emit(names);
        }
    }

    private static string Method(bool removed) => removed ? "MatchRemovedEmoji" : "MatchEmoji";

    private static List<string> Emojis(List<RouteKey> routes, bool removed)
    {
        var names = new List<string>();
        var known = new HashSet<string>();
        foreach (RouteKey route in routes)
        {
            if (route.Reaction?.Removed == removed)
            {
                foreach (string emoji in route.Reaction.Emojis)
                {
                    if (known.Add(emoji))
                    {
                        names.Add(emoji);
                    }
                }
            }
        }

        return names;
    }

    private static void EmitSwitch(CodeWriter writer, List<RouteKey> routes, bool removed, IReadOnlyList<string> names)
    {
        writer.Open("switch (emoji)");
        for (int i = 0; i < names.Count; i++)
        {
            string name = names[i];
            if (i > 0)
            {
                writer.Line();
            }

            writer.Line($"case {Literals.Of(name)}:").Indent();
            if (EmitCandidates(writer, Candidates(routes, reaction => reaction.Removed == removed && Contains(reaction, name)), namesEmoji: true))
            {
                writer.Line().Line("break;");
            }

            writer.Outdent();
        }

        writer.Close();
    }

    /// <summary>Writes one return for each candidate.</summary>
    /// <returns>Whether what follows can be reached.</returns>
    private static bool EmitCandidates(CodeWriter writer, List<Candidate> candidates, bool namesEmoji)
    {
        for (int i = 0; i < candidates.Count; i++)
        {
            Candidate candidate = candidates[i];
            if (i > 0)
            {
                writer.Line();
            }

            string match = $"return new ReactionMatch({candidate.Number}, RouteRank.{candidate.Place.Rank}, namesEmoji: {(namesEmoji ? "true" : "false")});";
            writer.Line($"// {candidate.Route.Cause}: {candidate.Route.Handler}");
            if (PlaceConditions.And(Routes.Account(candidate.Route), PlaceConditions.Of(candidate.Place)) is not { } condition)
            {
                writer.Line(match);
                return false;
            }

            writer.Open($"if ({condition})").Line(match).Close();
        }

        return true;
    }

    /// <summary>The places of some routes: the most specific first, then those of one account, then as in the source.</summary>
    private static List<Candidate> Candidates(List<RouteKey> routes, Predicate<ReactionTest> which)
    {
        var candidates = new List<Candidate>();
        for (int i = 0; i < routes.Count; i++)
        {
            RouteKey route = routes[i];
            if (route.Reaction is { } reaction && which(reaction))
            {
                foreach (PlaceTest place in reaction.Places)
                {
                    // Before the first that is worth less: inserting keeps the order of equals.
                    int position = candidates.FindIndex(other => Worth(other.Route, other.Place) < Worth(route, place));
                    candidates.Insert(position < 0 ? candidates.Count : position, new Candidate(i, route, place));
                }
            }
        }

        return candidates;
    }

    private static int Worth(RouteKey route, PlaceTest place) => ((int)place.Rank * 2) + (route.Guards.Account is null ? 0 : 1);

    private static bool Contains(ReactionTest reaction, string emoji)
    {
        foreach (string other in reaction.Emojis)
        {
            if (other == emoji)
            {
                return true;
            }
        }

        return false;
    }
}
