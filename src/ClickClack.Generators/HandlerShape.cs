using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>Whether types and methods can be handlers at all.</summary>
internal static class HandlerShape
{
    /// <summary>The name of the handler of a type with attributes.</summary>
    public const string Handle = "Handle";

    /// <summary>The same, if it is asynchronous.</summary>
    public const string HandleAsync = "HandleAsync";

    private const string Generic = "it is generic, and nothing says with what; make it not generic";

    /// <summary>Whether a type can have handlers.</summary>
    public static bool Check(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report)
    {
        // While it is typed: the compiler asks for the name.
        if (!type.IsNamed())
        {
            return false;
        }

        string? problem = type switch
        {
            { TypeKind: TypeKind.Interface } => "it is an interface; put the attribute on a class",
            { IsRefLikeType: true } => "it is a ref struct; make it a class",
            { IsFileLocal: true } => "it is local to its file; make it internal or public",
            { TypeParameters.Length: > 0 } => Generic,
            _ when Around(type, static outer => outer.IsFileLocal) is { } outer => $"it is in '{outer.Name}', which is local to its file; make that internal or public",
            _ when Around(type, static outer => outer.TypeParameters.Length > 0) is { } outer =>
                $"it is in '{outer.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}', which is generic, and nothing says with what; move it out of there",
            _ => null,
        };

        if (problem is not null)
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.CannotHandle, type.Identifier(), type.Name, problem));
            return false;
        }

        return CheckReachFromOutside(type, compilation, report);
    }

    /// <summary>Whether a method can be a handler.</summary>
    public static bool Check(IMethodSymbol method, Compilation compilation, Action<Diagnostic>? report)
    {
        // Of twins nobody can say which one is called: the compiler refuses the second.
        if (method.Name.Length == 0 || HasTwin(method))
        {
            return false;
        }

        string? problem = method switch
        {
            { MethodKind: not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) } =>
                "only an ordinary method can; accessors, operators and local functions cannot",
            { MethodKind: MethodKind.ExplicitInterfaceImplementation } =>
                "it can be called through its interface only; make it an ordinary method",
            { IsGenericMethod: true } => Generic,
            { IsAbstract: true, IsStatic: true } => "it has no body",
            _ => null,
        };

        if (problem is not null)
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.CannotHandle, method.Identifier(), method.Name, problem));
            return false;
        }

        return CheckReach(method, compilation, report);
    }

    /// <summary>The one method of a type that is called Handle or HandleAsync.</summary>
    public static IMethodSymbol? FindHandle(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report)
    {
        var reachable = new List<IMethodSymbol>();
        IMethodSymbol? unreachable = null;
        for (INamedTypeSymbol? declaring = type; declaring is not null && reachable.Count == 0; declaring = declaring.BaseType)
        {
            foreach (ISymbol member in declaring.GetMembers())
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: Handle or HandleAsync } method)
                {
                    if (compilation.IsSymbolAccessibleWithin(method, compilation.Assembly))
                    {
                        reachable.Add(method);
                    }
                    else if (declaring.Equals(type, SymbolEqualityComparer.Default))
                    {
                        unreachable ??= method;
                    }
                }
            }
        }

        if (reachable.Count == 1)
        {
            return reachable[0];
        }

        if (reachable.Count > 1)
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.SeveralHandleMethods, type.Identifier(), type.Name));
        }
        else if (unreachable is null)
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.NoHandleMethod, type.Identifier(), type.Name));
        }
        else
        {
            CheckReach(unreachable, compilation, report);
        }

        return null;
    }

    private static bool HasTwin(IMethodSymbol method)
    {
        // The two parts of a partial method are one symbol here.
        foreach (ISymbol member in method.ContainingType.GetMembers(method.Name))
        {
            if (member is IMethodSymbol other
                && !SymbolEqualityComparer.Default.Equals(other, method)
                && other.Arity == method.Arity
                && HaveSameTypes(other.Parameters, method.Parameters))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HaveSameTypes(ImmutableArray<IParameterSymbol> one, ImmutableArray<IParameterSymbol> other)
    {
        if (one.Length != other.Length)
        {
            return false;
        }

        for (int i = 0; i < one.Length; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(one[i].Type, other[i].Type))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Of nested types the outermost that is out of reach is to blame.</summary>
    private static bool CheckReachFromOutside(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report) =>
        (type.ContainingType is null || CheckReachFromOutside(type.ContainingType, compilation, report))
        && CheckReach(type, compilation, report);

    private static bool CheckReach(ISymbol symbol, Compilation compilation, Action<Diagnostic>? report)
    {
        if (compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly))
        {
            return true;
        }

        string accessibility = symbol.DeclaredAccessibility switch
        {
            Accessibility.Protected => "protected",
            Accessibility.ProtectedAndInternal => "private protected",
            _ when HasModifier(symbol) => "private",
            _ => "private without an access modifier",
        };

        report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.NotReachable, symbol.Identifier(), symbol.Name, accessibility));
        return false;
    }

    private static bool HasModifier(ISymbol symbol)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is MemberDeclarationSyntax declaration
                && declaration.Modifiers.IndexOf(SyntaxKind.PrivateKeyword) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The innermost type around one of which a condition holds, or null.</summary>
    private static INamedTypeSymbol? Around(INamedTypeSymbol type, Func<INamedTypeSymbol, bool> holds)
    {
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            if (holds(outer))
            {
                return outer;
            }
        }

        return null;
    }
}
