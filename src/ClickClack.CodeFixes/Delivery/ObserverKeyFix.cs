using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Names what an observer sends after the observer and the event.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ObserverKeyFix)), Shared]
public sealed class ObserverKeyFix : FileFix
{
    private const string Key = "idempotencyKey";

    /// <summary>How many parameters stand before the key.</summary>
    private const int BeforeKey = 2;

    /// <summary>The events that the server does not keep may have no id: with it, the first of them would be the only one that is told.</summary>
    private static readonly ImmutableHashSet<string> WithoutId =
        ["TypingStarted", "TypingStopped", "PresenceChanged", "AgentProgressed", "BotCommandsChanged", "BotRemoved", "BotDeleted"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC5009"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        TextSpan span = diagnostic.Location.SourceSpan;
        if (!file.Root.FullSpan.Contains(span)
            || file.Root.FindNode(span, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList: { CloseParenToken.IsMissing: false, Arguments: { Count: > 0 } arguments } } call
            || call.Span != span
            || MethodOf(call) is not { } method
            || file.SymbolOf(method) is not IMethodSymbol symbol
            || EventOf(symbol) is not { } name)
        {
            return Correction.None;
        }

        int number = 1;
        foreach (SyntaxNode node in method.DescendantNodes())
        {
            number += node is InvocationExpressionSyntax other && other.SpanStart < call.SpanStart && NameOf(other) == NameOf(call) ? 1 : 0;
        }

        string which = number == 1 ? "" : $"-{number}";
        string key = $"$\"{symbol.ContainingType.Name}.{symbol.Name}{which}-{{{name.Escaped()}.Id}}\"";
        var edits = new Edits(file);
        int position = 0;
        foreach (ArgumentSyntax argument in arguments)
        {
            if (argument.NameColon?.Name.Identifier.ValueText == Key)
            {
                edits.Replace(argument.Expression, key);
                return Correction.One("Add an idempotencyKey with the event's Id", edits);
            }

            position += argument.NameColon is null ? 1 : 0;
        }

        if (position > BeforeKey)
        {
            return Correction.None;
        }

        edits.Insert(SourceFile.EndOf(arguments[arguments.Count - 1]), $", {Key}: {key}");
        return Correction.One("Add an idempotencyKey with the event's Id", edits);
    }

    /// <summary>The method that calls, if it calls once: what is sent again and again needs a name each time.</summary>
    private static MethodDeclarationSyntax? MethodOf(SyntaxNode call)
    {
        for (SyntaxNode? node = call.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case MethodDeclarationSyntax method:
                    return method;
                case ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or LabeledStatementSyntax:
                    return null;
                case MemberDeclarationSyntax:
                    return null;
            }

            if (Bodies.IsFunction(node))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>The parameter that is the event, if it has an id.</summary>
    private static string? EventOf(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (parameter.Type.BaseType.Is("ClickClack", "ServerEvent"))
            {
                return WithoutId.Contains(parameter.Type.Name) ? null : parameter.Name;
            }
        }

        return null;
    }

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
