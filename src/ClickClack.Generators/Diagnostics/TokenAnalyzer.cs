using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.Generators;

/// <summary>
/// Finds tokens of bots in the source. It reads the text and not the syntax: a token in a comment, or in code that is turned off, is as
/// public as one in a literal. Only where a token is put together from parts, the compiler is asked what they make.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenAnalyzer : DiagnosticAnalyzer
{
    private const string Prefix = "ccb_";

    /// <summary>So long is the rest of a token; what is shorter is an example or a fake.</summary>
    private const int Shortest = 26;

    /// <summary>A text of fewer different characters, such as <c>ccb_xxxx…</c>, only keeps the place of a token.</summary>
    private const int FewestDifferent = 6;

    private const int Chunk = 4096;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [DiagnosticDescriptors.TokenInSource];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxTreeAction(Analyze);
        context.RegisterSyntaxNodeAction(AnalyzeParts, SyntaxKind.AddExpression, SyntaxKind.InterpolatedStringExpression);
    }

    /// <summary>Finds a token whose parts are constants, and none of them alone is one.</summary>
    private static void AnalyzeParts(SyntaxNodeAnalysisContext context)
    {
        var whole = (ExpressionSyntax)context.Node;
        if (IsPart(whole) || !AddParts(whole, out List<ExpressionSyntax> parts)
            || context.SemanticModel.GetConstantValue(whole, context.CancellationToken).Value is not string text
            || TokenIn(text) is not { } token)
        {
            return;
        }

        foreach (ExpressionSyntax part in parts)
        {
            if (context.SemanticModel.GetConstantValue(part, context.CancellationToken).Value is string own && own.Contains(token))
            {
                return;
            }
        }

        if (!whole.ToString().Contains(token))
        {
            context.ReportDiagnostic(Diagnostic.Create(DiagnosticDescriptors.TokenInSource, whole.GetLocation()));
        }
    }

    /// <summary>Whether a larger expression of the kind is looked at in its place.</summary>
    private static bool IsPart(ExpressionSyntax expression)
    {
        SyntaxNode? outer = expression.Parent;
        while (outer is ParenthesizedExpressionSyntax or InterpolationSyntax)
        {
            outer = outer.Parent;
        }

        return outer is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression };
    }

    /// <summary>The parts of an expression, if each of them may be a constant: others are not asked what they mean.</summary>
    private static bool AddParts(ExpressionSyntax whole, out List<ExpressionSyntax> parts)
    {
        parts = [];
        var left = new Stack<ExpressionSyntax>();
        left.Push(whole);
        while (left.Count > 0)
        {
            switch (left.Pop())
            {
                case ParenthesizedExpressionSyntax inner:
                    left.Push(inner.Expression);
                    break;

                case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                    left.Push(sum.Left);
                    left.Push(sum.Right);
                    break;

                case InterpolatedStringExpressionSyntax interpolated:
                    foreach (InterpolatedStringContentSyntax content in interpolated.Contents)
                    {
                        if (content is InterpolationSyntax hole)
                        {
                            left.Push(hole.Expression);
                        }
                    }

                    break;

                case ExpressionSyntax part when part is LiteralExpressionSyntax or NameSyntax or MemberAccessExpressionSyntax:
                    parts.Add(part);
                    break;

                default:
                    return false;
            }
        }

        return parts.Count > 0;
    }

    private static string? TokenIn(string value)
    {
        var text = SourceText.From(value);
        for (int at = value.IndexOf(Prefix, StringComparison.Ordinal); at >= 0; at = value.IndexOf(Prefix, at + 1, StringComparison.Ordinal))
        {
            if (EndOfToken(text, at) is int end)
            {
                return value.Substring(at, end - at);
            }
        }

        return null;
    }

    private static void Analyze(SyntaxTreeAnalysisContext context)
    {
        SourceText text = context.Tree.GetText(context.CancellationToken);
        var buffer = new char[Chunk];
        for (int start = 0; start < text.Length; start += Chunk - (Prefix.Length - 1))
        {
            // Each chunk begins with the end of the one before: a prefix may lie across.
            int length = Math.Min(Chunk, text.Length - start);
            text.CopyTo(start, buffer, 0, length);
            for (int at = IndexOfPrefix(buffer, 0, length); at >= 0; at = IndexOfPrefix(buffer, at + 1, length))
            {
                Check(context, text, start + at);
            }
        }
    }

    private static void Check(SyntaxTreeAnalysisContext context, SourceText text, int start)
    {
        if (EndOfToken(text, start) is int end)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.TokenInSource, Location.Create(context.Tree, TextSpan.FromBounds(start, end))));
        }
    }

    /// <summary>Where a token ends; null if what begins with its prefix is none.</summary>
    private static int? EndOfToken(SourceText text, int start)
    {
        int end = start + Prefix.Length;
        ulong seen = 0;
        int different = 0;
        for (; end < text.Length && text[end] is (>= 'a' and <= 'z') or (>= '0' and <= '9'); end++)
        {
            ulong bit = 1UL << (text[end] >= 'a' ? text[end] - 'a' : 32 + (text[end] - '0'));
            different += (seen & bit) == 0 ? 1 : 0;
            seen |= bit;
        }

        bool isPartOfName = (start > 0 && IsNameCharacter(text[start - 1])) || (end < text.Length && IsNameCharacter(text[end]));
        return !isPartOfName && end - start - Prefix.Length >= Shortest && different >= FewestDifferent ? end : null;
    }

    private static bool IsNameCharacter(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static int IndexOfPrefix(char[] buffer, int from, int length)
    {
        for (int at = Array.IndexOf(buffer, Prefix[0], from, length - from);
            at >= 0 && at + Prefix.Length <= length;
            at = Array.IndexOf(buffer, Prefix[0], at + 1, length - at - 1))
        {
            if (buffer[at + 1] == Prefix[1] && buffer[at + 2] == Prefix[2] && buffer[at + 3] == Prefix[3])
            {
                return at;
            }
        }

        return -1;
    }
}
