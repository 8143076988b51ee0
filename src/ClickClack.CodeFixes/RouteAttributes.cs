using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>The attributes of the framework on a declaration.</summary>
internal static class RouteAttributes
{
    /// <summary>Those that make a route or name a place, by their names: <c>OnDm</c>.</summary>
    public static List<(string Name, AttributeSyntax Syntax)> On(SourceFile file, MemberDeclarationSyntax declaration)
    {
        var found = new List<(string, AttributeSyntax)>();
        foreach (AttributeListSyntax list in declaration.AttributeLists)
        {
            foreach (AttributeSyntax attribute in list.Attributes)
            {
                if (NameOf(file, attribute) is { } name)
                {
                    found.Add((name, attribute));
                }
            }
        }

        return found;
    }

    /// <summary>Whether one of that name is on a symbol.</summary>
    public static bool IsOn(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass.Is("ClickClack", name + "Attribute"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether it names a place only.</summary>
    public static bool IsPlace(string name) => name is "OnChannel" or "OnDm" or "OnGroupDm" or "OnThread";

    private static string? NameOf(SourceFile file, AttributeSyntax attribute)
    {
        const string Suffix = "Attribute";
        ISymbol? constructor = file.Model.GetSymbolInfo(attribute, file.Cancellation).Symbol;
        return constructor?.ContainingType is { } type
            && type.Name.StartsWith("On", StringComparison.Ordinal)
            && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            && type.Is("ClickClack", type.Name)
                ? type.Name.Substring(0, type.Name.Length - Suffix.Length)
                : null;
    }
}
