using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ClickClack.CodeFixes;

/// <summary>Waits without holding a thread, and until the bot stops at most.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SleepFix)), Shared]
public sealed class SleepFix : FileFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["CC5004"];

    private protected override async Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic)
    {
        TextSpan span = diagnostic.Location.SourceSpan;
        if (!file.Root.FullSpan.Contains(span)
            || file.Root.FindNode(span, getInnermostNodeForTie: true) is not InvocationExpressionSyntax { ArgumentList: { Arguments: { Count: 1 } arguments, CloseParenToken.IsMissing: false } } call
            || call.Span != span)
        {
            return [];
        }

        var edits = new Edits(file);
        edits.Replace(call.Expression, $"await {edits.Type("System.Threading.Tasks", "Task", call.SpanStart)}.Delay");
        if (arguments[0].NameColon is { } name)
        {
            // The parameter is called otherwise there.
            edits.Remove(TextSpan.FromBounds(name.SpanStart, arguments[0].Expression.SpanStart));
        }

        if (AsyncEdits.TokenAt(file, call) is { } token)
        {
            edits.Insert(SourceFile.EndOf(arguments[0]), $", {token}");
        }

        return await AsyncEdits.AllowAsync(file, edits, call).ConfigureAwait(false) ? [new Correction("Await Task.Delay", edits)] : [];
    }
}
