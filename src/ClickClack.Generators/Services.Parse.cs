using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>What handlers take from the services.</summary>
internal static partial class Services
{
    /// <summary>Reads a parameter that says it comes from the services.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The parameter, or null if it does not say so.</returns>
    public static HandlerParameter? ParseMarked(IParameterSymbol parameter)
    {
        if (parameter.Attribute("Microsoft.Extensions.DependencyInjection", "FromKeyedServicesAttribute") is { } keyed)
        {
            return Service(parameter, keyed.OnlyArgument() is { IsNull: false } key ? Literals.Of(key) : null);
        }

        return parameter.Attribute("ClickClack", "FromServicesAttribute") is null ? null : Service(parameter, key: null);
    }

    /// <summary>Reads a parameter whose type can only be a service: an interface, or a class that is more than a value.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <returns>The parameter, or null if it is none.</returns>
    public static HandlerParameter? ParseUnmarked(IParameterSymbol parameter) =>
        parameter.Type is { TypeKind: TypeKind.Interface } or { TypeKind: TypeKind.Class, SpecialType: SpecialType.None }
            ? Service(parameter, key: null)
            : null;

    /// <summary>Adds the services that must be there.</summary>
    public static void AddRequired(List<RequiredService> required, EquatableArray<HandlerParameter> parameters, string handler)
    {
        foreach (HandlerParameter parameter in parameters)
        {
            if (parameter.Source == ParameterSource.Service && !parameter.IsOptional)
            {
                required.Add(new RequiredService(parameter.PlainType, parameter.Key, handler));
            }
        }
    }

    private static HandlerParameter Service(IParameterSymbol parameter, string? key) => new(
        ParameterSource.Service,
        parameter.Name,
        Local: "",
        parameter.Type.SourceName(),
        parameter.Type.TypeOfName(),
        parameter.Type.IsReferenceType,
        IsOptional: parameter.HasExplicitDefaultValue || parameter.Type.IsNullable(),
        Default: "",
        Expected: null,
        Description: null,
        key,
        Names: null);
}
