using Microsoft.CodeAnalysis;

namespace ClickClack.Generators;

/// <summary>Filters before handlers.</summary>
internal static partial class Filters
{
    /// <summary>Reads how a filter is made.</summary>
    /// <param name="type">The filter.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="attribute"><c>[UseFilter]</c>.</param>
    /// <param name="report">Takes what is wrong, or null.</param>
    /// <returns>The filter, or null if it cannot be made.</returns>
    public static RouteFilter? Parse(INamedTypeSymbol type, Compilation compilation, AttributeData attribute, Action<Diagnostic>? report)
    {
        if (!compilation.IsSymbolAccessibleWithin(type, compilation.Assembly))
        {
            report?.Invoke(Diagnostic.Create(DiagnosticDescriptors.InvalidGuard, attribute.Site(), $"'{type.Name}' is out of reach: make it internal or public"));
            return null;
        }

        // A filter of another assembly has no source in which a mistake could be shown: it is shown where the filter is used.
        Action<Diagnostic>? here = report is null ? null : diagnostic => report(diagnostic.Location.IsInSource
            ? diagnostic
            : Diagnostic.Create(diagnostic.Descriptor, attribute.Site(), diagnostic.Properties, [type.Name, "its constructor takes what is no service"]));
        return Constructors.Parse(type, compilation, here) is { } constructor
            ? new RouteFilter(type.FullName(), type.SourceName(), constructor, Constructors.ParseDisposal(type))
            : null;
    }
}
