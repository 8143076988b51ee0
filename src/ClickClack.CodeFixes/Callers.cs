using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ClickClack.CodeFixes;

/// <summary>Who depends on a method or type.</summary>
internal static class Callers
{
    /// <summary>Whether the author's own code, a test for example, calls it. Emitted code is written anew.</summary>
    public static Task<bool> AreThereAsync(IMethodSymbol method, SourceFile file) => AreThereAsync(method, file, within: null);

    /// <summary>The same of any symbol, but for what stands within a declaration.</summary>
    public static async Task<bool> AreThereAsync(ISymbol called, SourceFile file, SyntaxNode? within)
    {
        foreach (ReferencedSymbol symbol in await SymbolFinder.FindReferencesAsync(called, file.Document.Project.Solution, file.Cancellation).ConfigureAwait(false))
        {
            foreach (ReferenceLocation location in symbol.Locations)
            {
                bool isWithin = within is not null && location.Document.Id == file.Document.Id && within.FullSpan.Contains(location.Location.SourceSpan);
                if (!location.IsImplicit && !isWithin && location.Document is not SourceGeneratedDocument)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
