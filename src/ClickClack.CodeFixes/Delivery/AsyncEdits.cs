using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Methods in which something is awaited.</summary>
internal static class AsyncEdits
{
    /// <summary>Lets a place in the code await: makes the method asynchronous if it is not.</summary>
    /// <returns>Whether it can be.</returns>
    public static async Task<bool> AllowAsync(SourceFile file, Edits edits, SyntaxNode place)
    {
        for (SyntaxNode? node = place; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case LockStatementSyntax or QueryExpressionSyntax or CatchFilterClauseSyntax or UnsafeStatementSyntax or ParameterSyntax or AttributeSyntax:
                    return false;

                // Who calls these has to wait for them in turn, which is more than one answer.
                case AnonymousFunctionExpressionSyntax lambda:
                    return !lambda.AsyncKeyword.IsKind(SyntaxKind.None);

                case LocalFunctionStatementSyntax local:
                    return local.Modifiers.IndexOf(SyntaxKind.AsyncKeyword) >= 0;

                case MethodDeclarationSyntax method:
                    return method.Modifiers.IndexOf(SyntaxKind.AsyncKeyword) >= 0 || await MakeAsync(file, edits, method).ConfigureAwait(false);

                case MemberDeclarationSyntax:
                    return false;
            }
        }

        return false;
    }

    /// <summary>The token of the method around a place, if it can be named there.</summary>
    public static string? TokenAt(SourceFile file, SyntaxNode place)
    {
        for (SyntaxNode? node = place; node is not null; node = node.Parent)
        {
            SyntaxTokenList modifiers = node switch
            {
                LocalFunctionStatementSyntax local => local.Modifiers,
                AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers,
                _ => default,
            };
            if (modifiers.IndexOf(SyntaxKind.StaticKeyword) >= 0)
            {
                return null;
            }

            if (node is MethodDeclarationSyntax method)
            {
                foreach (IParameterSymbol parameter in (file.SymbolOf(method) as IMethodSymbol)?.Parameters ?? [])
                {
                    if (parameter.Type.Is("System.Threading", "CancellationToken"))
                    {
                        return parameter.Name.Escaped();
                    }
                }

                return null;
            }
        }

        return null;
    }

    private static async Task<bool> MakeAsync(SourceFile file, Edits edits, MethodDeclarationSyntax method)
    {
        if (file.SymbolOf(method) is not IMethodSymbol { RefKind: RefKind.None } symbol || HasReference(symbol) || HasReference(file, method) || Bodies.ReturnedBy(method) is not { } returned)
        {
            return false;
        }

        TextSpan start = new(method.ReturnType.SpanStart, 0);
        if (IsTask(symbol.ReturnType))
        {
            if (!ReturnResults(file, edits, method, symbol, returned))
            {
                return false;
            }

            edits.Share(start, "async ");
            return true;
        }

        // What is a sequence would have to be one that is asynchronous.
        bool isText = symbol.ReturnType.SpecialType == SpecialType.System_String || symbol.ReturnType.Is("ClickClack", "Reply");
        if (!(symbol.ReturnsVoid || isText) || symbol.IsBound() || await Callers.AreThereAsync(symbol, file).ConfigureAwait(false))
        {
            return false;
        }

        string task = edits.Type("System.Threading.Tasks", "Task", method.ReturnType.SpanStart);
        edits.Share(start, "async ");
        edits.Share(method.ReturnType.Span, symbol.ReturnsVoid ? task : $"{task}<{file.TextOf(method.ReturnType)}>");
        return true;
    }

    /// <summary>What was returned as a task is now the result of one.</summary>
    private static bool ReturnResults(SourceFile file, Edits edits, MethodDeclarationSyntax method, IMethodSymbol symbol, List<ExpressionSyntax> returned)
    {
        bool isResult = symbol.ReturnType is INamedTypeSymbol { TypeArguments.Length: 1 };
        foreach (ExpressionSyntax expression in returned)
        {
            // What throws goes on to throw.
            if (expression is ThrowExpressionSyntax)
            {
                continue;
            }

            ISymbol? called = file.Model.GetSymbolInfo(expression, file.Cancellation).Symbol;
            bool isOfTask = called?.ContainingType is { } type && IsTask(type);
            if (isResult && isOfTask && called is { Name: "FromResult" }
                && expression is InvocationExpressionSyntax { ArgumentList: { Arguments: { Count: 1 } arguments, CloseParenToken.IsMissing: false } })
            {
                edits.Share(TextSpan.FromBounds(expression.SpanStart, arguments[0].Expression.SpanStart), "");
                edits.Share(TextSpan.FromBounds(arguments[0].Expression.Span.End, expression.Span.End), "");
            }
            else if (isResult)
            {
                // The default value of a ValueTask is one that brings a default value.
                bool isDefault = expression.IsKind(SyntaxKind.DefaultLiteralExpression) && symbol.ReturnType.IsValueType;
                if (!isDefault && !Await(file, edits, expression))
                {
                    return false;
                }
            }
            else if (isOfTask && called is { Name: "CompletedTask" } && expression.Parent is ReturnStatementSyntax statement)
            {
                // As the last statement it says nothing any more.
                bool isLast = statement.Parent == method.Body && method.Body!.Statements[method.Body.Statements.Count - 1] == statement;
                TextSpan span = isLast ? file.WithBlanks(statement.Span) : TextSpan.FromBounds(statement.ReturnKeyword.Span.End, expression.Span.End);
                edits.Share(span, "");
            }
            else if (expression.Parent is not ArrowExpressionClauseSyntax || !Await(file, edits, expression))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Awaits what was returned, if it is a task whatever it is returned as.</summary>
    private static bool Await(SourceFile file, Edits edits, ExpressionSyntax expression)
    {
        if (expression.IsKind(SyntaxKind.DefaultLiteralExpression)
            || expression is ImplicitObjectCreationExpressionSyntax
            || file.Model.GetTypeInfo(expression, file.Cancellation).Type is not { } type
            || !IsTask(type))
        {
            return false;
        }

        bool binds = expression is ConditionalExpressionSyntax or SwitchExpressionSyntax or BinaryExpressionSyntax or AssignmentExpressionSyntax;
        edits.Enclose(expression.Span, binds ? "await (" : "await ", binds ? ")" : "");
        return true;
    }

    /// <summary>Whether a method has variables that must not live across an await.</summary>
    private static bool HasReference(SourceFile file, MethodDeclarationSyntax method)
    {
        foreach (SyntaxNode node in method.DescendantNodes(static node => !Bodies.IsFunction(node)))
        {
            if (node is VariableDeclaratorSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax
                && file.SymbolOf(node) is ILocalSymbol local
                && (local.IsRef || local.Type.IsRefLikeType))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasReference(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None || parameter.Type.IsRefLikeType)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTask(ITypeSymbol type) =>
        type is { Name: "Task" or "ValueTask", ContainingNamespace: { } @namespace } && @namespace.ToDisplayString() == "System.Threading.Tasks";
}
