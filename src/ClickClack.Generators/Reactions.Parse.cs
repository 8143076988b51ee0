using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Handlers of reactions.</summary>
internal static partial class Reactions
{
    /// <summary>Asks for an emoji to be shown in colour. Clients differ in whether they send it.</summary>
    private const string Colour = "\uFE0F";

    /// <summary>Reads the cause that an attribute makes.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="places">Where the handler listens.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The cause, or null if it is wrong.</returns>
    public static RouteCause? Parse(RouteAttribute attribute, List<PlaceTest> places, Action<Diagnostic>? report)
    {
        var emojis = new List<string>();
        if (attribute.Data.OnlyArgument() is not { Kind: TypedConstantKind.Array } argument)
        {
            // Not a constant: the compiler's error.
            return null;
        }

        ImmutableArray<TypedConstant> values = argument.IsNull ? [] : argument.Values;
        for (int i = 0; i < values.Length; i++)
        {
            string emoji = (values[i].Value as string ?? "").Replace(Colour, "");
            if (Check(emoji) is { } problem)
            {
                report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.InvalidEmoji, attribute.Data.Argument(i), problem));
                return null;
            }

            if (EmojiNames.IsName(emoji))
            {
                string? meant = EmojiNames.Find(emoji);
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.EmojiName,
                    attribute.Data.Argument(i),
                    FixData.Of(FixData.Text, meant),
                    emoji,
                    EmojiNames.Advice(meant)));
            }

            if (!emojis.Contains(emoji))
            {
                emojis.Add(emoji);
            }
        }

        bool removed = attribute.Data.Named("Removed") is true;
        string words = (removed ? "removed reactions" : "reactions") + (emojis.Count == 0 ? "" : " " + string.Join(" ", emojis));
        return new RouteCause(RouteKind.Reaction, "", default, words)
        {
            Reaction = new ReactionTest(emojis.ToEquatableArray(), removed, places.ToEquatableArray()),
        };
    }

    /// <summary>Reads a parameter that is the reaction.</summary>
    /// <returns>The parameter, or null if it is another one.</returns>
    public static HandlerParameter? ParseParameter(IParameterSymbol parameter) =>
        !parameter.Type.Is("ClickClack", "Reaction") ? null : HandlerParameter.OfFramework(ParameterSource.Reaction, parameter.Name);

    /// <summary>What the parameters are for a cause: only one that is a reaction has a <c>Reaction</c>, and there the author is who reacted.</summary>
    /// <returns>The parameters, or null if one has no source.</returns>
    public static EquatableArray<HandlerParameter>? Bind(
        IMethodSymbol method, RouteKind cause, EquatableArray<HandlerParameter> parameters, Action<Diagnostic>? report)
    {
        var bound = new List<HandlerParameter>();
        for (int i = 0; i < parameters.Count; i++)
        {
            HandlerParameter parameter = parameters[i];
            if (cause == RouteKind.Reaction)
            {
                bound.Add(parameter.Source == ParameterSource.Author ? parameter with { Source = ParameterSource.Reactor } : parameter);
                continue;
            }

            if (parameter.Source == ParameterSource.Reaction)
            {
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.UnsupportedParameter,
                    method.Parameters[i].Type(),
                    parameter.Name,
                    "only what is marked [OnReaction], and nothing else, takes a Reaction"));
                return null;
            }

            bound.Add(parameter);
        }

        return bound.ToEquatableArray();
    }

    /// <summary>What of a route can be there once: an emoji, given or taken back, in a place.</summary>
    public static IEnumerable<(string Name, PlaceTest Place)> Scopes(RouteKey key)
    {
        if (key.Reaction is { } reaction)
        {
            foreach (PlaceTest place in reaction.Places)
            {
                if (reaction.Emojis.Count == 0)
                {
                    yield return (reaction.Removed ? "-" : "+", place);
                }

                foreach (string emoji in reaction.Emojis)
                {
                    yield return ((reaction.Removed ? "-" : "+") + emoji, place);
                }
            }
        }
    }

    private static string? Check(string emoji)
    {
        if (string.IsNullOrWhiteSpace(emoji))
        {
            return "it must not be empty or blank; leave it out to listen to any";
        }

        foreach (char c in emoji)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                return "it contains a blank or a control character; give each emoji a text of its own";
            }
        }

        return null;
    }
}
