using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Where a using directive goes.</summary>
internal static class UsingDirectives
{
    /// <summary>Adds one where its name sorts, those of <c>System</c> first; beside those there are, within a namespace if they are there.</summary>
    public static TextChange Add(SourceFile file, string @namespace)
    {
        string line = $"using {@namespace};{file.EndOfLine}";
        SyntaxList<UsingDirectiveSyntax> usings = file.Root.Usings;
        if (usings.Count == 0 && file.Root.Members.Count > 0 && file.Root.Members[0] is BaseNamespaceDeclarationSyntax { Usings.Count: > 0 } inner)
        {
            usings = inner.Usings;
        }

        if (usings.Count == 0)
        {
            return new TextChange(new TextSpan(Top(file), 0), line + file.EndOfLine);
        }

        UsingDirectiveSyntax? before = null;
        foreach (UsingDirectiveSyntax directive in usings)
        {
            bool isOrdinary = directive.GlobalKeyword.IsKind(SyntaxKind.None);
            bool isPlain = isOrdinary && directive.StaticKeyword.IsKind(SyntaxKind.None) && directive.Alias is null;
            if (isOrdinary && (!isPlain || Compare(@namespace, directive.NamespaceOrType.ToString()) < 0))
            {
                return Before(file, directive, @namespace);
            }

            before = directive;
        }

        // Code may go on in that line.
        SyntaxToken next = before!.GetLastToken().GetNextToken(includeZeroWidth: true);
        TextLine last = file.Text.Lines.GetLineFromPosition(before.Span.End);
        string indentation = file.Indentation(before.SpanStart);
        return next.SpanStart < last.End ? new TextChange(new TextSpan(before.Span.End, 0), $" using {@namespace};")
            : last.EndIncludingLineBreak > last.End
            ? new TextChange(new TextSpan(last.EndIncludingLineBreak, 0), indentation + line)
            : new TextChange(new TextSpan(before.Span.End, 0), file.EndOfLine + $"using {@namespace};");
    }

    private static TextChange Before(SourceFile file, UsingDirectiveSyntax directive, string @namespace)
    {
        // Several may stand in one line, and code behind them.
        TextLine line = file.Text.Lines.GetLineFromPosition(directive.SpanStart);
        SyntaxToken next = directive.GetLastToken().GetNextToken(includeZeroWidth: true);
        string blank = next.SpanStart < line.End ? " " : file.EndOfLine + file.Indentation(directive.SpanStart);
        return new TextChange(new TextSpan(directive.SpanStart, 0), $"using {@namespace};{blank}");
    }

    private static int Compare(string one, string other)
    {
        bool isSystem = IsSystem(one);
        return isSystem != IsSystem(other) ? (isSystem ? -1 : 1) : string.CompareOrdinal(one, other);
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

    /// <summary>After the comments a file begins with, if they are not those of its first declaration.</summary>
    private static int Top(SourceFile file)
    {
        if (file.Root.Externs.Count > 0)
        {
            return file.Text.Lines.GetLineFromPosition(file.Root.Externs[file.Root.Externs.Count - 1].Span.End).EndIncludingLineBreak;
        }

        int top = 0;
        bool isComment = false;
        foreach (SyntaxTrivia trivia in file.Root.GetLeadingTrivia())
        {
            switch (trivia.Kind())
            {
                case SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia:
                    isComment = true;
                    break;
                case SyntaxKind.EndOfLineTrivia:
                    // A blank line ends what is said of the file.
                    top = isComment ? top : trivia.Span.End;
                    isComment = false;
                    break;
                case SyntaxKind.WhitespaceTrivia:
                    break;
                default:
                    return top;
            }
        }

        return top;
    }
}
