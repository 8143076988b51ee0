using System.Collections.Immutable;
using System.Composition;
using ClickClack.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickClack.CodeFixes;

/// <summary>Lets an asynchronous handler be waited for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AsyncVoidFix)), Shared]
public sealed class AsyncVoidFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC5001"];

    private protected override Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        if (file.Named<MethodDeclarationSyntax>(diagnostic.Location.SourceSpan) is not { } method
            || file.SymbolOf(method) is not IMethodSymbol { ReturnsVoid: true } symbol
            || symbol.IsBound())
        {
            return Correction.None;
        }

        var edits = new Edits(file);
        edits.Replace(method.ReturnType, edits.Type("System.Threading.Tasks", "Task", method.ReturnType.SpanStart));
        return Correction.One("Return Task", edits);
    }
}
