using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>A type with handlers, and the code that calls them.</summary>
internal static partial class Handlers
{
    /// <summary>Of types of compilations that live.</summary>
    private static readonly ConditionalWeakTable<INamedTypeSymbol, SyntaxReference> FirstAttributes = new();

    /// <summary>Reads the type of an attribute's target, once: at the first route attribute the type has.</summary>
    public static HandlerType? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        INamedTypeSymbol type = context.TargetSymbol as INamedTypeSymbol ?? context.TargetSymbol.ContainingType;
        return ProjectFacts.Reads(context.SemanticModel.Compilation)
            && FirstAttribute(type, cancellationToken) is { } first
            && first.SyntaxTree == context.TargetNode.SyntaxTree
            && context.TargetNode.Span.Contains(first.Span)
            && IsOneOf(context.Attributes, first)
            ? Read(type, context.SemanticModel.Compilation, report: null, cancellationToken)?.ToHandlerType()
            : null;
    }

    /// <summary>Reads a type with handlers.</summary>
    /// <param name="type">The type.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The handlers that are right, or null if there can be none.</returns>
    public static RouteParser? Read(
        INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report, CancellationToken cancellationToken)
    {
        List<(IMethodSymbol Method, List<RouteAttribute> Attributes)> methods = AttributedMethods(type);
        List<(IMethodSymbol Method, List<RouteAttribute> Attributes)> errors = methods.FindAll(static one => IsBeside(one.Method));
        methods.RemoveAll(static one => IsBeside(one.Method));
        List<RouteAttribute> own = RouteAttribute.On(type);
        if ((methods.Count == 0 && errors.Count == 0 && own.Count == 0) || !HandlerShape.Check(type, compilation, report))
        {
            return null;
        }

        NamedPlaceSet? outer = NamedPlaceSet.Anywhere;
        if (methods.Count == 0 && own.Count > 0)
        {
            if (HandlerShape.FindHandle(type, compilation, report) is not { } handle)
            {
                return null;
            }

            methods.Add((handle, own));
        }
        else if (methods.Count > 0)
        {
            ReportCauses(type, own, methods, report);
            ReportIdleHandle(type, own, compilation, report);
            outer = NamedPlaces.ParseNarrowing(type, own, report);
            if (outer is null)
            {
                return null;
            }
        }

        var parser = new RouteParser(type, compilation, report);
        methods.AddRange(errors);
        foreach ((IMethodSymbol method, List<RouteAttribute> attributes) in methods)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (HandlerShape.Check(method, compilation, report))
            {
                parser.Add(method, attributes, outer);
            }
        }

        return parser;
    }

    /// <summary>Whether a type or a method of it carries a route attribute.</summary>
    public static bool HasRouteAttribute(INamedTypeSymbol type) => RouteAttribute.On(type).Count > 0 || AttributedMethods(type).Count > 0;

    /// <summary>Whether a method is a handler by an attribute of its own, or as the Handle of a type with one.</summary>
    public static bool IsHandler(IMethodSymbol method) =>
        RouteAttribute.On(method).Count > 0
        || (method.Name is HandlerShape.Handle or HandlerShape.HandleAsync && RouteAttribute.On(method.ContainingType).Count > 0);

    /// <summary>Whether a method listens beside the handlers of its type, and changes nothing about these.</summary>
    private static bool IsBeside(IMethodSymbol method) => Errors.IsHandler(method) || Events.IsObserver(method);

    /// <summary>The methods of a type that carry route attributes, in the order they were declared.</summary>
    private static List<(IMethodSymbol Method, List<RouteAttribute> Attributes)> AttributedMethods(INamedTypeSymbol type)
    {
        var methods = new List<(IMethodSymbol, List<RouteAttribute>)>();
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IMethodSymbol method && RouteAttribute.On(method) is { Count: > 0 } attributes)
            {
                methods.Add((method, attributes));
            }
        }

        return methods;
    }

    private static void ReportCauses(
        INamedTypeSymbol type, List<RouteAttribute> own, List<(IMethodSymbol Method, List<RouteAttribute> Attributes)> methods, Action<Diagnostic>? report)
    {
        foreach (RouteAttribute attribute in own)
        {
            if (!attribute.IsPlace && attribute.Data.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax syntax)
            {
                string? subCommand = attribute.Kind == RouteAttributeKind.Command ? SubCommand(attribute.Argument, methods) : null;
                report?.Invoke(Diagnostic.Create(
                    DiagnosticDescriptors.CauseBesideMethods,
                    syntax.GetLocation(),
                    FixData.Of(FixData.Group, subCommand is null || attribute.MoreTexts.Count > 0 ? null : attribute.Argument),
                    type.Name,
                    subCommand is null ? "" : $"; for sub-commands write all words on each, as in [OnCommand(\"{subCommand}\")]"));
            }
        }
    }

    /// <summary>The first command of the methods as a sub-command of another; null if that is no name.</summary>
    private static string? SubCommand(string? command, List<(IMethodSymbol Method, List<RouteAttribute> Attributes)> methods)
    {
        foreach ((_, List<RouteAttribute> attributes) in methods)
        {
            foreach (RouteAttribute attribute in attributes)
            {
                if (attribute is { Kind: RouteAttributeKind.Command, Argument: { } word }
                    && (word.StartsWith(command + " ", StringComparison.Ordinal) ? word : $"{command} {word}") is { } name
                    && Routes.CheckCommand(name) is null)
                {
                    return name;
                }
            }
        }

        return null;
    }

    /// <summary>Reports a Handle that looks like the handler of its type and, beside attributed methods, is not.</summary>
    private static void ReportIdleHandle(
        INamedTypeSymbol type, List<RouteAttribute> own, Compilation compilation, Action<Diagnostic>? report)
    {
        // Without a place on the type nothing suggests it; with a cause there, that one is to be moved first.
        if (report is null || own.Count == 0 || own.Exists(static attribute => !attribute.IsPlace))
        {
            return;
        }

        foreach (ISymbol member in type.GetMembers())
        {
            // One that cannot be reached is a helper, one that overrides is called by its base.
            if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsOverride: false } method
                && method.Name is (HandlerShape.Handle or HandlerShape.HandleAsync)
                && RouteAttribute.On(method).Count == 0
                && compilation.IsSymbolAccessibleWithin(method, compilation.Assembly))
            {
                report(Diagnostic.Create(DiagnosticDescriptors.IdleHandle, method.Identifier(), method.Name, type.Name));
            }
        }
    }

    /// <summary>Where the first route attribute of a type is, which each attributed node of it asks.</summary>
    private static SyntaxReference? FirstAttribute(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (FirstAttributes.TryGetValue(type, out SyntaxReference? known))
        {
            return known;
        }

        SyntaxReference? first = FindFirstAttribute(type, cancellationToken);
        return first is null ? null : FirstAttributes.GetValue(type, _ => first);
    }

    private static SyntaxReference? FindFirstAttribute(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        RouteAttribute? first = null;
        foreach (RouteAttribute attribute in RouteAttribute.On(type))
        {
            first = Earlier(first, attribute);
        }

        foreach ((_, List<RouteAttribute> attributes) in AttributedMethods(type))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (RouteAttribute attribute in attributes)
            {
                first = Earlier(first, attribute);
            }
        }

        return first?.Data.ApplicationSyntaxReference;
    }

    private static RouteAttribute Earlier(RouteAttribute? one, RouteAttribute other)
    {
        if (one is not { } first)
        {
            return other;
        }

        int order = first.Kind.CompareTo(other.Kind);
        if (order == 0 && (first.Data.ApplicationSyntaxReference, other.Data.ApplicationSyntaxReference) is ({ } a, { } b))
        {
            order = string.CompareOrdinal(a.SyntaxTree.FilePath, b.SyntaxTree.FilePath);
            order = order != 0 ? order : a.Span.Start.CompareTo(b.Span.Start);
        }

        return order <= 0 ? first : other;
    }

    private static bool IsOneOf(ImmutableArray<AttributeData> attributes, SyntaxReference reference)
    {
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.ApplicationSyntaxReference is { } candidate
                && candidate.SyntaxTree == reference.SyntaxTree
                && candidate.Span == reference.Span)
            {
                return true;
            }
        }

        return false;
    }
}
