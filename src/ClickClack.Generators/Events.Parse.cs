using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Observers: methods that are told what happens, whoever handles it.</summary>
internal static partial class Events
{
    /// <summary>Whether a method carries <c>[OnEvent]</c>.</summary>
    public static bool IsObserver(ISymbol? method) => method is IMethodSymbol && method.Attribute("ClickClack", "OnEventAttribute") is not null;

    /// <summary>Reads the cause of an observer.</summary>
    /// <param name="method">The observer.</param>
    /// <param name="attributes">All its route attributes.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The cause, or null if it is wrong.</returns>
    public static RouteCause? Parse(IMethodSymbol method, List<RouteAttribute> attributes, Action<Diagnostic>? report)
    {
        IParameterSymbol? taken = null;
        string? problem = attributes.Exists(static attribute => attribute.Kind != RouteAttributeKind.Event)
            ? "it hears of the whole workspace and of nothing else; move the other attributes to a method of their own"
            : Returns.Parse(method, report: null) is not (null or ReturnForm.Nothing or ReturnForm.Task)
            ? "it answers nobody; return void, Task or ValueTask, and send with IBot.SendAsync and an idempotencyKey"
            : null;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type.TypeKind == TypeKind.Error)
            {
                // The compiler's error.
                return null;
            }

            if (IsEvent(parameter.Type))
            {
                problem ??= taken is null ? null : "it takes one event; write an observer for each";
                taken ??= parameter;
            }
        }

        problem ??= taken is null
            ? "none of its parameters is an event, such as MessageEdited, PinAdded or ConnectionGap"
            : null;
        if (problem is not null)
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.InvalidObserver, method.Identifier(), method.Name, problem));
            return null;
        }

        return new RouteCause(RouteKind.Event, "", default, "event " + taken!.Type.Name) { Event = taken.Type.TypeOfName() };
    }

    /// <summary>Reads a parameter that is an event.</summary>
    /// <returns>The parameter, or null if it is another one.</returns>
    public static HandlerParameter? ParseParameter(IParameterSymbol parameter) =>
        !IsEvent(parameter.Type) || !IsObserver(parameter.ContainingSymbol)
            ? null
            : HandlerParameter.OfFramework(ParameterSource.Event, parameter.Name) with { PlainType = parameter.Type.TypeOfName() };

    /// <summary>Why a parameter can have no value in an observer, or outside of one; null if it can.</summary>
    public static string? WhyNot(IParameterSymbol parameter) => !IsObserver(parameter.ContainingSymbol)
        ? IsEvent(parameter.Type) ? "only an observer, which is marked [OnEvent], takes an event" : null
        : parameter.Type.Is("ClickClack", "Message") || parameter.Type.Is("ClickClack", "Author") || parameter.Type.Is("ClickClack", "Reaction")
            || parameter.Type.Is("ClickClack", "IAgentProgress")
        ? "an observer is told of an event, which has ids only; take an IBot and ask its Client"
        : null;

    private static bool IsEvent(ITypeSymbol type) =>
        type is { IsAbstract: false, BaseType: { } parent } && parent.Is("ClickClack", "ServerEvent")
        || type.Is("ClickClack", "ConnectionGap")
        || type.Is("ClickClack", "ConnectionStatus");
}
