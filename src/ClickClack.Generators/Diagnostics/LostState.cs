using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>
/// Which members of a handler's instance are set for a message that comes later. To set one for what the same run does next is right:
/// each message has an instance of its own.
/// </summary>
internal static class LostState
{
    /// <summary>What is done for nothing, at most once for each handler.</summary>
    /// <param name="member">The field or property.</param>
    /// <param name="uses">What is done with it, in the order of the source.</param>
    /// <param name="isHandler">Whether the framework calls a member.</param>
    public static IEnumerable<StateUse> Find(ISymbol member, List<StateUse> uses, Func<ISymbol, bool> isHandler)
    {
        var handlers = new List<ISymbol>();
        foreach (StateUse use in uses)
        {
            if (use.Changes && isHandler(use.User) && !handlers.Exists(known => known.IsSame(use.User)))
            {
                handlers.Add(use.User);
            }
        }

        foreach (ISymbol handler in handlers)
        {
            List<StateUse> own = uses.FindAll(use => use.User.IsSame(handler));

            // What others hold on to lasts: what was taken in the constructor, or came from elsewhere.
            if (own.Exists(static use => use.Kind == StateUseKind.Change) && !IsMadeHere(member))
            {
                continue;
            }

            if ((Carried(own, uses) ?? (IsReadByAnother(handler, uses, isHandler) ? own.Find(static use => use.Changes) : null)) is { } lost)
            {
                yield return lost;
            }
        }
    }

    /// <summary>What a handler leaves behind for the next message: it looks, before it sets anything, at what is always the same.</summary>
    private static StateUse? Carried(List<StateUse> own, List<StateUse> uses)
    {
        StateUse? read = null;
        foreach (StateUse use in own)
        {
            switch (use.Kind)
            {
                case StateUseKind.Read:
                    read ??= use;
                    break;

                // Set without a look at what was there: from here on it belongs to this run.
                case StateUseKind.Write when read is null:
                    return null;

                // In a loop it may add up what one message brings.
                case StateUseKind.Update or StateUseKind.Change when read is null && use.Loop is not null:
                    return null;

                case StateUseKind.Update:
                    return read is null || !IsSameLoop(read, use) ? use : null;

                case StateUseKind.Change when read is null && !use.IsAsked:
                    // Added once, and looked at: that is one item for ever.
                    return own.Exists(static later => later.Kind == StateUseKind.Read) && uses.FindAll(static one => one.Changes).Count == 1
                        ? use
                        : null;

                default:
                    return read is null || !IsSameLoop(read, use) ? use : null;
            }
        }

        return null;
    }

    private static bool IsSameLoop(StateUse one, StateUse other) => one.Loop is not null && one.Loop == other.Loop;

    /// <summary>Whether another handler begins by looking at it: never the one instance that this handler sets it in.</summary>
    private static bool IsReadByAnother(ISymbol handler, List<StateUse> uses, Func<ISymbol, bool> isHandler)
    {
        var seen = new List<ISymbol> { handler };
        foreach (StateUse use in uses)
        {
            if (!seen.Exists(known => known.IsSame(use.User)))
            {
                seen.Add(use.User);
                if (use.Kind == StateUseKind.Read && isHandler(use.User))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether the value is made where the member is declared.</summary>
    private static bool IsMadeHere(ISymbol member)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            ExpressionSyntax? value = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax field => field.Initializer?.Value,
                PropertyDeclarationSyntax property => property.Initializer?.Value,
                _ => null,
            };
            if (value is BaseObjectCreationExpressionSyntax or CollectionExpressionSyntax or ArrayCreationExpressionSyntax
                or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax)
            {
                return true;
            }
        }

        return false;
    }
}
