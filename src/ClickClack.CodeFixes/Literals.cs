using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Literals that say another text.</summary>
internal static class Literals
{
    /// <summary>The literal that a problem is in; null if it is in another expression, or in a part of one.</summary>
    public static LiteralExpressionSyntax? At(SourceFile file, TextSpan problem) =>
        file.At<LiteralExpressionSyntax>(problem) is { Token.Value: string } literal && literal.Span.Contains(problem) ? literal : null;

    /// <summary>A literal for another text, in the form of the one there is.</summary>
    public static string Write(LiteralExpressionSyntax literal, string text)
    {
        bool isPlain = text.IndexOfAny(['"', '\\', '\r', '\n']) < 0;
        string source = literal.Token.Text;
        if (isPlain && literal.Token.IsKind(SyntaxKind.StringLiteralToken) && source.StartsWith("@", StringComparison.Ordinal))
        {
            return $"@\"{text}\"";
        }

        if (isPlain && literal.Token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken))
        {
            string quotes = source.Substring(0, source.Length - source.TrimStart('"').Length);
            return quotes + text + quotes;
        }

        return SymbolDisplay.FormatLiteral(text, quote: true);
    }
}
