using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>
/// Where a declaration stands among all of the assembly: its file, then its number among its siblings from the outside in. Unlike a
/// position in characters it stays the same while something above it is edited.
/// </summary>
/// <param name="Path">The file, with slashes.</param>
/// <param name="Numbers">The numbers, outermost first.</param>
internal sealed record SourceOrder(string Path, EquatableArray<int> Numbers) : IComparable<SourceOrder>
{
    /// <summary>The order of a type: that of its first declaration.</summary>
    public static SourceOrder Of(INamedTypeSymbol type)
    {
        SourceOrder? first = null;
        foreach (SyntaxReference reference in type.DeclaringSyntaxReferences)
        {
            SourceOrder order = Of(reference.GetSyntax());
            first = first is null || order.CompareTo(first) < 0 ? order : first;
        }

        return first ?? new SourceOrder("", default);
    }

    private static SourceOrder Of(SyntaxNode declaration)
    {
        var numbers = new List<int>();
        for (SyntaxNode node = declaration; node.Parent is { } parent; node = parent)
        {
            int number = node is not MemberDeclarationSyntax member ? -1 : parent switch
            {
                TypeDeclarationSyntax type => type.Members.IndexOf(member),
                BaseNamespaceDeclarationSyntax @namespace => @namespace.Members.IndexOf(member),
                CompilationUnitSyntax unit => unit.Members.IndexOf(member),
                _ => -1,
            };

            if (number >= 0)
            {
                numbers.Insert(0, number);
            }
        }

        return new SourceOrder(declaration.SyntaxTree.FilePath.Replace('\\', '/'), numbers.ToEquatableArray());
    }

    /// <inheritdoc/>
    public int CompareTo(SourceOrder? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = string.CompareOrdinal(Path, other.Path);
        for (int i = 0; order == 0 && i < Numbers.Count && i < other.Numbers.Count; i++)
        {
            order = Numbers[i].CompareTo(other.Numbers[i]);
        }

        return order != 0 ? order : Numbers.Count.CompareTo(other.Numbers.Count);
    }
}
