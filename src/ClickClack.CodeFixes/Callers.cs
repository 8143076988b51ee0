using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;

namespace ClickClack.CodeFixes;

/// <summary>Who depends on the signature of a method.</summary>
internal static class Callers
{
    /// <summary>Whether the author's own code, a test for example, calls it. Emitted code is written anew.</summary>
    public static async Task<bool> AreThereAsync(IMethodSymbol method, SourceFile file)
    {
        foreach (ReferencedSymbol symbol in await SymbolFinder.FindReferencesAsync(method, file.Document.Project.Solution, file.Cancellation).ConfigureAwait(false))
        {
            foreach (ReferenceLocation location in symbol.Locations)
            {
                if (!location.IsImplicit && location.Document is not SourceGeneratedDocument)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
