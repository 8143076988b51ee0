using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ClickClack.GeneratorTests;

/// <summary>Breaks a source as hands and merges do: by whole tokens.</summary>
internal static class TokenMutation
{
    private static readonly SyntaxKind[] Brackets =
    [
        SyntaxKind.OpenBraceToken, SyntaxKind.CloseBraceToken, SyntaxKind.OpenParenToken, SyntaxKind.CloseParenToken,
        SyntaxKind.OpenBracketToken, SyntaxKind.CloseBracketToken, SyntaxKind.LessThanToken, SyntaxKind.GreaterThanToken,
    ];

    /// <summary>The source with one to four mistakes in it.</summary>
    public static string Of(string source, Random random)
    {
        List<SyntaxToken> tokens = [.. CSharpSyntaxTree.ParseText(source, Compile.ParseOptions).GetRoot().DescendantTokens()];
        List<string> texts = tokens.ConvertAll(token => token.ToFullString());
        for (int mistakes = random.Next(1, 5); mistakes > 0; mistakes--)
        {
            int one = random.Next(texts.Count);
            int other = random.Next(texts.Count);
            switch (random.Next(7))
            {
                case 0:
                    texts[one] = "";
                    break;
                case 1:
                    texts[one] += texts[one];
                    break;
                case 2:
                    (texts[one], texts[other]) = (texts[other], texts[one]);
                    break;
                case 3:
                    texts[one] = texts[other];
                    break;
                case 4:
                    texts.InsertRange(one, texts.GetRange(other, Math.Min(random.Next(30), texts.Count - other)));
                    break;
                case 5:
                    // What belongs to the last token of a line or attribute goes with it.
                    texts.RemoveRange(one, Math.Min(random.Next(30), texts.Count - one - 1));
                    break;
                default:
                    int bracket = tokens.FindIndex(random.Next(tokens.Count), token => Brackets.Contains(token.Kind()));
                    if (bracket >= 0 && bracket < texts.Count)
                    {
                        texts[bracket] = "";
                    }

                    break;
            }
        }

        return string.Concat(texts);
    }
}
