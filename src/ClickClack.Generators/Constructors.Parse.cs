using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>How instances of handler types are made.</summary>
internal static partial class Constructors
{
    /// <summary>Reads the constructor to call: of those in reach the one with the most parameters.</summary>
    /// <param name="type">The handler's type.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>What it takes, or null if no instance can be made.</returns>
    public static EquatableArray<HandlerParameter>? Parse(INamedTypeSymbol type, Compilation compilation, Action<Diagnostic>? report)
    {
        IMethodSymbol? best = null;
        foreach (IMethodSymbol constructor in type.InstanceConstructors)
        {
            if (compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly)
                && (best is null || constructor.Parameters.Length > best.Parameters.Length))
            {
                best = constructor;
            }
        }

        string? problem = type switch
        {
            { IsAbstract: true } => "it is abstract; make the handler static, or the class not abstract",
            _ when best is null => "it has no internal or public constructor",
            _ when !SetsRequiredMembers(best) && RequiredMember(type) is { } member =>
                $"'{member}' is required; take it in the constructor instead",
            _ => null,
        };

        if (problem is not null)
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.NotConstructible, type.Identifier(), type.Name, problem));
            return null;
        }

        var parameters = new List<HandlerParameter>();
        foreach (IParameterSymbol parameter in best!.Parameters)
        {
            if (ParseParameter(parameter, report) is not { } service)
            {
                return null;
            }

            parameters.Add(service);
        }

        return parameters.ToEquatableArray();
    }

    /// <summary>How an instance is disposed of.</summary>
    public static Disposal ParseDisposal(INamedTypeSymbol type)
    {
        Disposal disposal = Disposal.None;
        foreach (INamedTypeSymbol @interface in type.AllInterfaces)
        {
            if (@interface.Is("System", "IAsyncDisposable"))
            {
                return Disposal.DisposeAsync;
            }

            if (@interface.SpecialType == SpecialType.System_IDisposable)
            {
                disposal = Disposal.Dispose;
            }
        }

        return disposal;
    }

    private static HandlerParameter? ParseParameter(IParameterSymbol parameter, Action<Diagnostic>? report)
    {
        if (parameter.Type.IsUnknown())
        {
            return null;
        }

        bool ofMessage = Parameters.ParseFrameworkType(parameter) is not null;
        HandlerParameter? service = parameter.RefKind != RefKind.None || ofMessage
            ? null
            : Services.ParseMarked(parameter) ?? Services.ParseUnmarked(parameter);
        if (service is null)
        {
            report?.Invoke(Diagnostic.Create(
                DiagnosticDescriptors.ConstructorParameter,
                parameter.Type(),
                parameter.Name,
                ofMessage ? "a constructor takes services only; take it in the method" : "a constructor takes services only"));
        }

        return service;
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        constructor.Attribute("System.Diagnostics.CodeAnalysis", "SetsRequiredMembersAttribute") is not null;

    private static string? RequiredMember(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            foreach (ISymbol member in declaring.GetMembers())
            {
                if (member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
                {
                    return member.Name;
                }
            }
        }

        return null;
    }
}
