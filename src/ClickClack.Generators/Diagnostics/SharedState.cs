using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>Which static members of a handler's type are changed by several handlers at the same time.</summary>
internal static class SharedState
{
    private const string Collection = "use a ConcurrentDictionary or the like, change it under a lock, or keep it in a singleton service";
    private const string Value = "change it with Interlocked or under a lock, or keep it in a singleton service";

    /// <summary>What to do about a static field or property.</summary>
    /// <param name="member">The field or property.</param>
    /// <param name="uses">What is done with it.</param>
    /// <param name="isCalledLocked">Whether all who call a method hold a lock.</param>
    /// <returns>Null if it is right.</returns>
    public static string? Remedy(ISymbol member, List<StateUse> uses, Func<ISymbol, bool> isCalledLocked)
    {
        // What happens in the static constructor happens before any handler runs.
        uses.RemoveAll(static use => use.User is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } or IFieldSymbol);
        uses = uses.ConvertAll(use => use.IsGuarded || !(IsSynchronized(use.User) || isCalledLocked(use.User)) ? use : use with { IsGuarded = true });
        bool isReplaced = uses.Exists(static use => use.Kind is StateUseKind.Write or StateUseKind.Update && !use.IsGuarded);
        bool isChanged = uses.Exists(static use => use.Kind == StateUseKind.Change && !use.IsGuarded);
        bool isGuarded = uses.Exists(static use => use.Changes && use.IsGuarded);

        // Others can set it, whatever is done here; unless here it is seen how that is done.
        bool isOpen = member switch
        {
            IFieldSymbol { IsReadOnly: false, DeclaredAccessibility: not Accessibility.Private } => true,
            IPropertySymbol { SetMethod: { IsInitOnly: false, DeclaredAccessibility: not Accessibility.Private } } => true,
            _ => false,
        };

        ITypeSymbol type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        return (isChanged && !IsConcurrent(member)) || isReplaced || (isOpen && !isGuarded)
            ? StateTypes.IsMutable(type) ? Collection : Value
            : null;
    }

    /// <summary>Whether a method is entered by one at a time.</summary>
    private static bool IsSynchronized(ISymbol user) =>
        user is IMethodSymbol method && (method.MethodImplementationFlags & MethodImplAttributes.Synchronized) != 0;

    /// <summary>Whether an interface holds a concurrent collection.</summary>
    private static bool IsConcurrent(ISymbol member)
    {
        foreach (SyntaxReference reference in member.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: ObjectCreationExpressionSyntax made }
                && made.Type.ToString().Contains("Concurrent"))
            {
                return true;
            }
        }

        return false;
    }
}
