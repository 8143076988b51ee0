using System.Text;
using ClickClack.Targets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.Generators;

/// <summary>The constant beginning of a target that is put together at run time, which may be wrong whatever follows.</summary>
internal static class TargetBeginning
{
    /// <summary>What can follow a beginning: one of each kind, with its kind before it and without.</summary>
    private static readonly string[] Rests =
    [
        "general", "1", "chn_1", "@alice", "usr_1", "dm_1", "msg_1", "channel:general", "dm:@alice", "dm:usr_1", "thread:msg_1",
        ":general", ":@alice", ":usr_1", ":msg_1", "_1", "n_1", "r_1", "m_1", "g_1",
    ];

    /// <summary>Reads the beginning of an interpolated or concatenated text.</summary>
    /// <returns>The beginning and where it starts; null for another expression, or one that begins with what is not known.</returns>
    public static (string Text, SyntaxNode First)? Of(ExpressionSyntax expression, SemanticModel model, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        Add(expression, text, model, cancellationToken);
        return text.Length == 0 ? null : (text.ToString(), First(expression));
    }

    /// <summary>Why no text with a beginning is a target, or null if one can be. Without a kind it is not judged: the rest may bring it.</summary>
    public static string? WhyWrong(string beginning, out int position)
    {
        position = 0;
        if (beginning.IndexOf(':') < 0)
        {
            return null;
        }

        foreach (string rest in Rests)
        {
            if (TargetGrammar.Read(beginning + rest, out _, out _, out _) is null)
            {
                return null;
            }
        }

        string problem = TargetGrammar.Read(beginning + "general", out _, out _, out position)!;
        string body = beginning.Substring(beginning.LastIndexOf(':') + 1).TrimStart();
        if (body.Length == 0 && beginning.Trim().Length > 1)
        {
            return problem;
        }

        position = Math.Min(position, beginning.Length - 1);
        return body == "#"
            ? $"write {IdGrammar.Quoted(beginning.Substring(0, beginning.LastIndexOf('#')))} without the '#'"
            : $"no target begins with {IdGrammar.Quoted(beginning)}";
    }

    /// <summary>Adds what is known of an expression.</summary>
    /// <returns>Whether that is all of it.</returns>
    private static bool Add(ExpressionSyntax expression, StringBuilder text, SemanticModel model, CancellationToken cancellationToken)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax inner:
                return Add(inner.Expression, text, model, cancellationToken);

            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return Add(sum.Left, text, model, cancellationToken) && Add(sum.Right, text, model, cancellationToken);

            case InterpolatedStringExpressionSyntax interpolated:
                foreach (InterpolatedStringContentSyntax content in interpolated.Contents)
                {
                    bool isKnown = content switch
                    {
                        InterpolatedStringTextSyntax part => text.Append(part.TextToken.ValueText) is not null,
                        InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole => Add(hole.Expression, text, model, cancellationToken),
                        _ => false,
                    };
                    if (!isKnown)
                    {
                        return false;
                    }
                }

                return true;

            default:
                return model.GetConstantValue(expression, cancellationToken) is { HasValue: true, Value: string or char } constant
                    && text.Append(constant.Value) is not null;
        }
    }

    private static SyntaxNode First(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => First(inner.Expression),
        BinaryExpressionSyntax sum => First(sum.Left),
        InterpolatedStringExpressionSyntax { Contents: { Count: > 0 } contents } => contents[0] is InterpolatedStringTextSyntax part ? part : expression,
        _ => expression,
    };
}
