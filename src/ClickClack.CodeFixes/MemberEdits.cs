using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Members that come and go.</summary>
internal static class MemberEdits
{
    /// <summary>Adds a member as the last of a type, laid out as the type is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="edits">Takes the change.</param>
    /// <param name="type">The type.</param>
    /// <param name="lines">The member, line by line.</param>
    /// <returns>Whether the type is written so far that something can be added.</returns>
    public static bool Add(SourceFile file, Edits edits, TypeDeclarationSyntax type, params string[] lines)
    {
        string indentation = file.Indentation(type.SpanStart);
        string inner = indentation + file.Step(indentation);
        string member = string.Join(file.EndOfLine + inner, lines);
        if (type.OpenBraceToken.IsKind(SyntaxKind.None) && !type.SemicolonToken.IsMissing && !type.SemicolonToken.IsKind(SyntaxKind.None))
        {
            // A type without a body, "class A;".
            edits.Replace(
                type.SemicolonToken.Span,
                string.Concat(file.EndOfLine, indentation, "{", file.EndOfLine, inner) + string.Concat(member, file.EndOfLine, indentation, "}"));
            return true;
        }

        if (type.OpenBraceToken.IsMissing || type.CloseBraceToken.IsMissing || type.CloseBraceToken.IsKind(SyntaxKind.None))
        {
            return false;
        }

        int end = type.CloseBraceToken.SpanStart;
        if (file.BeginsLine(end))
        {
            string before = type.Members.Count > 0 ? file.EndOfLine : "";
            edits.Insert(file.Text.Lines.GetLineFromPosition(end).Start, before + inner + member + file.EndOfLine);
        }
        else
        {
            string before = end > 0 && char.IsWhiteSpace(file.Text[end - 1]) ? "" : " ";
            edits.Insert(end, before + string.Join(" ", lines) + " ");
        }

        return true;
    }

    /// <summary>Removes a member with the comments that belong to it and a blank line beside it.</summary>
    public static void Remove(SourceFile file, Edits edits, MemberDeclarationSyntax member)
    {
        int start = member.SpanStart;
        SyntaxTriviaList leading = member.GetLeadingTrivia();
        bool isBlank = false;
        for (int i = leading.Count - 1; i >= 0; i--)
        {
            SyntaxTrivia trivia = leading[i];
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                // A line without a comment ends what is said of the member.
                if (isBlank)
                {
                    break;
                }

                isBlank = true;
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                start = trivia.FullSpan.Start;
                isBlank = false;
            }
        }

        int end = member.Span.End;
        foreach (SyntaxTrivia trivia in member.GetTrailingTrivia())
        {
            end = trivia.IsKind(SyntaxKind.EndOfLineTrivia) ? end : trivia.Span.End;
        }

        TextSpan span = file.WithBlanks(TextSpan.FromBounds(start, end));
        edits.Remove(span);
        if (file.BlankLineBeside(span) is { } blank)
        {
            edits.Share(blank, "");
        }
    }
}
