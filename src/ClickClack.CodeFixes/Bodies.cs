using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>What stands in a method, but for the functions within it.</summary>
internal static class Bodies
{
    /// <summary>The expressions that a method returns; null if it is an iterator, or has no body.</summary>
    public static List<ExpressionSyntax>? ReturnedBy(MethodDeclarationSyntax method)
    {
        if (method.ExpressionBody is { } arrow)
        {
            return [arrow.Expression];
        }

        if (method.Body is null)
        {
            return null;
        }

        var returned = new List<ExpressionSyntax>();
        foreach (SyntaxNode node in method.Body.DescendantNodes(static node => !IsFunction(node)))
        {
            switch (node)
            {
                case YieldStatementSyntax:
                    return null;
                case ReturnStatementSyntax { Expression: { } expression }:
                    returned.Add(expression);
                    break;
            }
        }

        return returned;
    }

    /// <summary>Whether a method has no content: an empty body, or one that only returns nothing.</summary>
    public static bool DoesNothing(MethodDeclarationSyntax method) => (method.ExpressionBody, method.Body) switch
    {
        ({ } arrow, _) => IsNothing(arrow.Expression),
        (_, { Statements.Count: 0 }) => true,
        (_, { Statements: { Count: 1 } statements }) => statements[0] is ReturnStatementSyntax { Expression: var value } && (value is null || IsNothing(value)),
        _ => false,
    };

    /// <summary>Whether an expression is a value that says nothing.</summary>
    public static bool IsNothing(ExpressionSyntax expression) => expression switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var operand } => IsNothing(operand),
        LiteralExpressionSyntax literal => literal.IsKind(SyntaxKind.NullLiteralExpression) || literal.IsKind(SyntaxKind.DefaultLiteralExpression)
            || literal.Token.Value is "",
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" or "Empty" } => true,
        _ => false,
    };

    /// <summary>Whether a name occurs in a method.</summary>
    public static bool Mentions(MethodDeclarationSyntax method, string name)
    {
        foreach (SyntaxToken token in method.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == name)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a node is a function within another.</summary>
    public static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;
}
