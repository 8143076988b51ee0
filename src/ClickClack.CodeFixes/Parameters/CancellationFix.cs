using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Takes a token and gives it to the calls that are waited for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(CancellationFix)), Shared]
public sealed class CancellationFix : FileFix
{
    private static readonly string[] Names = ["cancellationToken", "cancellation", "stop", "stopToken"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC2012"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(FixData.Tokens, out string? said)
            || said is null
            || file.Named<MethodDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } method
            || method.ParameterList.CloseParenToken.IsMissing
            || method.ParameterList.OpenParenToken.IsMissing
            || file.SymbolOf(method) is not IMethodSymbol symbol
            || symbol.IsBound()
            || Array.Find(Names, name => !Bodies.Mentions(method, name)) is not { } token)
        {
            return [];
        }

        string[] parameters = said.Split(',');
        var edits = new Edits(file);
        for (int i = 0; i < parameters.Length && i < diagnostic.AdditionalLocations.Count; i++)
        {
            if (file.Root.FindNode(diagnostic.AdditionalLocations[i].SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
                || call.ArgumentList.CloseParenToken.IsMissing)
            {
                return [];
            }

            SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
            string argument = parameters[i].Length == 0 ? token : $"{parameters[i].Escaped()}: {token}";
            edits.Insert(
                arguments.Count == 0 ? call.ArgumentList.OpenParenToken.Span.End : SourceFile.EndOf(arguments[arguments.Count - 1]),
                arguments.Count == 0 ? argument : ", " + argument);
        }

        // Code that calls the handler, such as a test, goes on to compile.
        bool isOptional = await Callers.AreThereAsync(symbol, file).ConfigureAwait(false);
        foreach (ParameterSyntax parameter in method.ParameterList.Parameters)
        {
            isOptional |= parameter.Default is not null;
        }

        int position = method.ParameterList.SpanStart;
        string attribute = symbol.ReturnType.Is("System.Collections.Generic", "IAsyncEnumerable`1")
            ? $"[{edits.Attribute("System.Runtime.CompilerServices", "EnumeratorCancellation", position)}] "
            : "";
        ParameterEdits.Add(
            file,
            edits,
            method.ParameterList,
            $"{attribute}{edits.Type("System.Threading", "CancellationToken", position)} {token}{(isOptional ? " = default" : "")}");
        return [new Correction("Take a CancellationToken, and pass it on", edits)];
    }
}
