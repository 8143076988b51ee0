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

    /// <summary>
    /// Whether a type is a class of the base library that holds values, such as <c>List&lt;string&gt;</c>: where a text has to be read,
    /// its author took it for an argument. Abstract ones, such as <c>TimeProvider</c>, are there to be implemented by a service, but for a
    /// few that nobody registers.
    /// </summary>
    public static bool IsUnlikely(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class }
        && IsInSystem(type)
        && (!type.IsAbstract || IsNeverService(type))
        && !type.Is("System", "Random")
        && !type.Is("System.Net.Http", "HttpClient")
        && !type.Is("System.Diagnostics", "ActivitySource")
        && !type.Is("System.Diagnostics.Metrics", "Meter")
        && !type.Is("System.Text.Json", "JsonSerializerOptions");

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

    private static bool IsNeverService(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Array or SpecialType.System_Enum or SpecialType.System_ValueType
            or SpecialType.System_Delegate or SpecialType.System_MulticastDelegate
        || type.Is("System", "Type")
        || type.Is("System", "Attribute")
        || type.Is("System.IO", "Stream")
        || type.Is("System.IO", "TextReader")
        || type.Is("System.IO", "FileSystemInfo")
        || type.Is("System.Text", "Encoding");

    /// <summary>Whether a type is one of .NET.</summary>
    public static bool IsInSystem(ITypeSymbol type)
    {
        INamespaceSymbol? root = type.ContainingNamespace;
        while (root?.ContainingNamespace is { IsGlobalNamespace: false } outer)
        {
            root = outer;
        }

        return root?.Name == "System";
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
