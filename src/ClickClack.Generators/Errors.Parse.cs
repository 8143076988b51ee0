using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Error handlers: methods that are called for what other handlers throw.</summary>
internal static partial class Errors
{
    /// <summary>Whether a method carries <c>[OnError]</c>.</summary>
    public static bool IsHandler(ISymbol? method) => method is IMethodSymbol && method.Attribute("ClickClack", "OnErrorAttribute") is not null;

    /// <summary>Whether a type is an exception.</summary>
    public static bool IsException(ITypeSymbol type)
    {
        for (ITypeSymbol? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.Is("System", "Exception"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the cause of an error handler.</summary>
    /// <param name="method">The handler.</param>
    /// <param name="attributes">All its route attributes.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The cause, or null if it is wrong.</returns>
    public static RouteCause? Parse(IMethodSymbol method, List<RouteAttribute> attributes, Action<Diagnostic>? report)
    {
        IParameterSymbol? taken = null;
        string? problem = attributes.Exists(static attribute => attribute.Kind != RouteAttributeKind.Error)
            ? "it listens to nothing else; move the other attributes to a method of their own"
            : Returns.Parse(method, report: null) == ReturnForm.Stream ? "its answer cannot grow; return a text or a Reply"
            : null;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (IsException(parameter.Type))
            {
                problem ??= taken is null ? null : "it takes one exception";
                taken ??= parameter;
            }
        }

        if (problem is not null)
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.InvalidErrorHandler, method.Identifier(), method.Name, problem));
            return null;
        }

        bool isAny = taken is null || taken.Type.Is("System", "Exception");
        int depth = 0;
        for (ITypeSymbol? candidate = taken?.Type.BaseType; candidate is not null; candidate = candidate.BaseType)
        {
            depth++;
        }

        return new RouteCause(RouteKind.Error, "", default, isAny ? "errors" : "errors " + taken!.Type.Name)
        {
            Error = new CaughtError(isAny ? "global::System.Exception" : taken!.Type.TypeOfName(), isAny ? 0 : depth),
        };
    }

    /// <summary>Reads the parameter of an error handler that is the exception.</summary>
    /// <returns>The parameter, or null if it is another one.</returns>
    public static HandlerParameter? ParseParameter(IParameterSymbol parameter) =>
        !IsException(parameter.Type) || !IsHandler(parameter.ContainingSymbol) ? null : new HandlerParameter(
            ParameterSource.Error,
            parameter.Name,
            Local: "",
            parameter.Type.SourceName(),
            parameter.Type.TypeOfName(),
            IsReference: true,
            IsOptional: false,
            Default: "",
            Expected: null,
            Description: null,
            Key: null,
            Names: null);
}
