using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ClickClack.CodeFixes;

/// <summary>A fix that changes the file of the problem. Fix All makes the changes of all problems of a file at once.</summary>
public abstract class FileFix : CodeFixProvider
{
    private protected FileFix()
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(FixAllAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await SourceFile.ReadAsync(context.Document, context.CancellationToken).ConfigureAwait(false) is not { } file)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (Correction correction in await FindAsync(file, diagnostic).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        correction.Title,
                        _ => Task.FromResult(context.Document.WithText(correction.Edits.Apply())),
                        equivalenceKey: GetType().Name + correction.Variant),
                    diagnostic);
            }
        }
    }

    /// <summary>What is right for a problem; nothing if no answer is.</summary>
    private protected abstract Task<IReadOnlyList<Correction>> FindAsync(SourceFile file, Diagnostic diagnostic);

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        if (await SourceFile.ReadAsync(document, context.CancellationToken).ConfigureAwait(false) is not { } file)
        {
            return document;
        }

        var all = new Edits(file);
        foreach (Diagnostic diagnostic in diagnostics.Sort(Compare))
        {
            foreach (Correction correction in await FindAsync(file, diagnostic).ConfigureAwait(false))
            {
                // What does not fit beside the others is still there afterwards, and can be fixed then.
                if (GetType().Name + correction.Variant == context.CodeActionEquivalenceKey && all.Add(correction.Edits))
                {
                    break;
                }
            }
        }

        return document.WithText(all.Apply());
    }

    /// <summary>In the order of the text; of two that begin together first the one around the other, whose changes are around the other's.</summary>
    private static int Compare(Diagnostic one, Diagnostic other) => one.Location.SourceSpan.Start != other.Location.SourceSpan.Start
        ? one.Location.SourceSpan.Start.CompareTo(other.Location.SourceSpan.Start)
        : other.Location.SourceSpan.End.CompareTo(one.Location.SourceSpan.End);
}
