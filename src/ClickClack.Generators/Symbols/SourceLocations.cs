using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>Where in the source a diagnostic belongs.</summary>
internal static class SourceLocations
{
    /// <summary>The name of a declaration.</summary>
    public static Location Identifier(this ISymbol symbol) => symbol.Locations.Length > 0 ? symbol.Locations[0] : Location.None;

    /// <summary>The type of a parameter.</summary>
    public static Location Type(this IParameterSymbol parameter) =>
        Syntax(parameter) is ParameterSyntax { Type: { } type } ? type.GetLocation() : parameter.Identifier();

    /// <summary>The default value of a parameter.</summary>
    public static Location Default(this IParameterSymbol parameter) =>
        Syntax(parameter) is ParameterSyntax { Default.Value: { } value } ? value.GetLocation() : parameter.Identifier();

    /// <summary>The return type of a method.</summary>
    public static Location ReturnType(this IMethodSymbol method) =>
        Syntax(method) is MethodDeclarationSyntax declaration ? declaration.ReturnType.GetLocation() : method.Identifier();

    /// <summary>An argument of an attribute, or its name if it has none such.</summary>
    public static Location Argument(this AttributeData attribute, int index = 0) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is not AttributeSyntax syntax ? Location.None
        : syntax.ArgumentList is { } list && list.Arguments.Count > index ? list.Arguments[index].Expression.GetLocation()
        : syntax.Name.GetLocation();

    /// <summary>The attribute.</summary>
    public static Location Site(this AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? Location.None;

    /// <summary>A place in words, for a build log, which shows no further places: <c>File.cs, line 3</c>.</summary>
    public static string InWords(this Location location)
    {
        FileLinePositionSpan span = location.GetLineSpan();
        return $"{Path.GetFileName(span.Path)}, line {span.StartLinePosition.Line + 1}";
    }

    private static SyntaxNode? Syntax(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length > 0 ? symbol.DeclaringSyntaxReferences[0].GetSyntax() : null;
}
