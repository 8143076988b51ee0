using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>Where the characters of a text stand in the literal that is written for it.</summary>
internal static class LiteralSpans
{
    /// <summary>
    /// The part of a literal from one character of its text to the end; all of the expression where characters cannot be told apart:
    /// in a constant, in a raw literal of several lines, and after the last character.
    /// </summary>
    public static Location From(ExpressionSyntax expression, string text, int position)
    {
        if (position >= text.Length
            || expression is not LiteralExpressionSyntax { Token: { ValueText: { } value } token }
            || value != text
            || StartOf(token.Text, token, position) is not (int start, int end))
        {
            return expression.GetLocation();
        }

        return Location.Create(expression.SyntaxTree, TextSpan.FromBounds(token.SpanStart + start, token.SpanStart + end));
    }

    private static (int Start, int End)? StartOf(string source, SyntaxToken token, int position)
    {
        if (token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
        {
            int quotes = 0;
            while (quotes < source.Length && source[quotes] == '"')
            {
                quotes++;
            }

            return Within(source, quotes + position, source.Length - quotes);
        }

        if (!token.IsKind(SyntaxKind.StringLiteralToken))
        {
            return null;
        }

        bool isVerbatim = source[0] == '@';
        int at = isVerbatim ? 2 : 1;
        for (int seen = 0; seen < position && at < source.Length;)
        {
            int length = isVerbatim ? (source[at] == '"' ? 2 : 1) : LengthAt(source, at);

            // Beyond the first plane one escape is two characters.
            seen += !isVerbatim && length == 10 && IsBeyondFirstPlane(source, at) ? 2 : 1;
            at += length;
        }

        return Within(source, at, source.Length - 1);
    }

    private static (int Start, int End)? Within(string source, int start, int end) =>
        start < end && end <= source.Length ? (start, end) : null;

    /// <summary>The length of a character as a literal with escapes writes it.</summary>
    private static int LengthAt(string source, int at)
    {
        if (source[at] != '\\' || at + 1 >= source.Length)
        {
            return 1;
        }

        switch (source[at + 1])
        {
            case 'u':
                return 6;
            case 'U':
                return 10;
            case 'x':
                int length = 2;
                while (length < 6 && at + length < source.Length && Uri.IsHexDigit(source[at + length]))
                {
                    length++;
                }

                return length;
            default:
                return 2;
        }
    }

    private static bool IsBeyondFirstPlane(string source, int at) =>
        source[at] == '\\'
        && at + 10 <= source.Length
        && int.TryParse(source.Substring(at + 2, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int rune)
        && rune > char.MaxValue;
}
