using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Commands that run again when their message is edited.</summary>
internal static class Edits
{
    private const string Advice = "take the attribute off, or make it an [OnCommand]";

    /// <summary>Whether a command carries <c>[FollowEdits]</c>, itself or on its type.</summary>
    public static bool AreFollowed(IMethodSymbol method, INamedTypeSymbol type) =>
        Attribute(method) is not null || Attribute(type) is not null || Attribute(method.ContainingType) is not null;

    /// <summary>Reports the attribute where there is no command to follow.</summary>
    public static void Check(INamedTypeSymbol type, Action<Diagnostic> report)
    {
        bool isCommand = HasCommand(type);
        bool hasCommands = isCommand;
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is not IMethodSymbol method)
            {
                continue;
            }

            bool isItself = HasCommand(method);
            hasCommands |= isItself;
            if (!isItself
                && Attribute(method) is { } misplaced
                && !(isCommand && RouteAttribute.On(method).Count == 0 && method.Name is HandlerShape.Handle or HandlerShape.HandleAsync))
            {
                report(Diagnostic.Create(
                    DiagnosticDescriptors.CannotFollow,
                    misplaced.Site(),
                    method.Name,
                    $"only the answer to a command can change with its message; {Advice}"));
            }
        }

        if (!hasCommands && Attribute(type) is { } attribute)
        {
            report(Diagnostic.Create(
                DiagnosticDescriptors.CannotFollow, attribute.Site(), type.Name, $"there is no command in it; {Advice}"));
        }
    }

    private static bool HasCommand(ISymbol symbol) => RouteAttribute.On(symbol).Exists(static attribute => attribute.Kind == RouteAttributeKind.Command);

    private static AttributeData? Attribute(ISymbol symbol) => symbol.Attribute("ClickClack", "FollowEditsAttribute");
}
