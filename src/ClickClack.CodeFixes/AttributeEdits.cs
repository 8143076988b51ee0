using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Attributes that come and go.</summary>
internal static class AttributeEdits
{
    /// <summary>Puts an attribute before those of a declaration, in a line of its own if the declaration begins one.</summary>
    public static void Add(SourceFile file, Edits edits, MemberDeclarationSyntax declaration, string attribute)
    {
        int start = declaration.SpanStart;
        string after = file.BeginsLine(start) && IsOnSeveralLines(file, declaration) ? file.EndOfLine + file.Indentation(start) : " ";
        edits.Insert(start, $"[{attribute}]{after}");
    }

    /// <summary>Removes an attribute, with its brackets if it is alone in them, with its line if it is alone there.</summary>
    public static void Remove(SourceFile file, Edits edits, AttributeSyntax attribute)
    {
        if (attribute.Parent is AttributeListSyntax list)
        {
            edits.Remove(SpanOf(file, list, attribute));
        }
    }

    private static TextSpan SpanOf(SourceFile file, AttributeListSyntax list, AttributeSyntax attribute)
    {
        int index = list.Attributes.IndexOf(attribute);
        return list.Attributes.Count == 1 ? file.WithBlanks(list.Span)
            : index > 0 ? TextSpan.FromBounds(list.Attributes[index - 1].Span.End, attribute.Span.End)
            : TextSpan.FromBounds(attribute.SpanStart, list.Attributes[1].SpanStart);
    }

    /// <summary>A type on one line has its members there too, and they keep it so.</summary>
    private static bool IsOnSeveralLines(SourceFile file, MemberDeclarationSyntax declaration) =>
        declaration.Parent is not TypeDeclarationSyntax type || file.Text.Lines.IndexOf(type.SpanStart) != file.Text.Lines.IndexOf(type.Span.End);
}
